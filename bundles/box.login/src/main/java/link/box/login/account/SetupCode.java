package link.box.login.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Eight characters of Crockford's base32: from the factory and on the label, or on the console, new at each start, with
 * each reset of the users and after fifty wrong tries. Thread-safe.
 */
public final class SetupCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;
    private static final int WORN_OUT = 50;

    private final LongSupplier nanos;
    private final SecureRandom random = new SecureRandom();
    private final Bucket tries;
    private final boolean printed;
    private String code;
    private int failures;

    /** How a try ended. */
    public enum Result { RIGHT, WRONG, LOCKED }

    /** @param factory the code on the label, as it is written there; or none */
    public SetupCode(LongSupplier nanos, Optional<String> factory) {
        this.nanos = nanos;
        this.tries = new Bucket(5, Duration.ofMinutes(2), nanos.getAsLong());
        this.printed = factory.isPresent();
        this.code = factory.map(SetupCode::plain).orElseGet(this::make);
    }

    /** @return whether that can be a code on a label */
    public static boolean wellFormed(String text) {
        String plain = plain(text);
        return plain.length() == LENGTH && plain.chars().allMatch(each -> ALPHABET.indexOf(each) >= 0);
    }

    /** @return as people see it: two groups of four with a dash between */
    public synchronized String shown() {
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }

    /** Whoever read the one before may know it still; what is printed stays. */
    synchronized void renew() {
        if (!printed) {
            code = make();
        }
    }

    /** @return how long until the next try counts */
    public synchronized Duration delay() {
        return tries.delay(nanos.getAsLong());
    }

    public synchronized Result test(String typed) {
        if (!delay().isZero()) {
            return Result.LOCKED;
        }
        tries.take();
        if (MessageDigest.isEqual(bytes(plain(typed)), bytes(code))) {
            return Result.RIGHT;
        }
        failures++;
        if (failures % WORN_OUT == 0) {
            renew();
        }
        return Result.WRONG;
    }

    /** As Crockford has it: case, dashes and look-alikes do not matter. */
    private static String plain(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "").replace('O', '0').replace('I', '1').replace('L', '1');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String make() {
        StringBuilder made = new StringBuilder();
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(each -> made.append(ALPHABET.charAt(each)));
        return made.toString();
    }
}
