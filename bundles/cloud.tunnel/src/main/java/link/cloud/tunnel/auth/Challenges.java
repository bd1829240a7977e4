package link.cloud.tunnel.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import link.box.common.kite.KiteRequest;

/**
 * Challenges that need no memory until they are answered: the salt that a kite has to sign holds when it was made and a number that grows,
 * sealed with a key that ends with this object. Each is good once, in its ten minutes and the next ten: of each owner the number that was
 * answered last is remembered as long, and older ones are spent. Thread-safe, does not block.
 */
public final class Challenges {
    static final Duration WINDOW = Duration.ofMinutes(10);
    /** Owners at once, in each of two windows: some 8 MB of heap. Above that nobody else flies: nothing is ever forgotten too early. */
    static final int OWNERS = 1 << 16;
    private static final int SALT = 36;
    private static final int MADE = 2 * (Integer.BYTES + Long.BYTES);

    private final LongSupplier nanos;
    private final SecretKeySpec key;
    private final AtomicLong last = new AtomicLong();
    private Map<String, Long> spent = new HashMap<>();
    private Map<String, Long> spentBefore = new HashMap<>();
    private int current;

    /** @param nanos a clock that never jumps, in nanoseconds */
    public Challenges(LongSupplier nanos) {
        this.nanos = nanos;
        this.current = window();
        byte[] bytes = new byte[Long.BYTES * 4];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /**
     * @param kite what wants to fly
     * @return the salt to sign, 36 hex characters
     */
    public String salt(KiteRequest kite) {
        String made = HexFormat.of().formatHex(ByteBuffer.allocate(MADE / 2).putInt(window()).putLong(last.incrementAndGet()).array());
        return sealed(made, kite);
    }

    /** @return whether the request answers a challenge of ours for this kite that still counts */
    public boolean ours(KiteRequest request) {
        String salt = request.fsalt();
        if (salt.length() != SALT || !salt.chars().allMatch(HexFormat::isHexDigit)) {
            return false;
        }
        return counts(salt, window()) && MessageDigest.isEqual(ascii(salt), ascii(sealed(salt.substring(0, MADE), request)));
    }

    private static boolean counts(String salt, int now) {
        int age = now - (int) Long.parseLong(salt.substring(0, 2 * Integer.BYTES), 16);
        return age == 0 || age == 1;
    }

    /**
     * Uses the challenge of a request up, and all that were made before it.
     *
     * @param request is {@link #ours}, and its signature is right
     * @param owner whose kite it is: only whoever has a secret of that owner can use up challenges of it
     * @return false if it was used before, as somebody repeats what was overheard, or a later one was; if it counts no more, as its
     *     signature took long to look at; or if there are too many owners
     */
    public boolean spend(KiteRequest request, String owner) {
        long number = Long.parseUnsignedLong(request.fsalt().substring(2 * Integer.BYTES, MADE), 16);
        synchronized (this) {
            turn();
            long newest = Math.max(spent.getOrDefault(owner, 0L), spentBefore.getOrDefault(owner, 0L));
            boolean fresh = counts(request.fsalt(), current) && number > newest && (spent.size() < OWNERS || spent.containsKey(owner));
            if (fresh) {
                spent.put(owner, number);
            }
            return fresh;
        }
    }

    /** What was answered two windows ago was made before that, and counts no more. */
    private void turn() {
        int now = window();
        if (now != current) {
            spentBefore = now == current + 1 ? spent : new HashMap<>();
            spent = new HashMap<>();
            current = now;
        }
    }

    private int window() {
        return (int) (nanos.getAsLong() / WINDOW.toNanos());
    }

    private String sealed(String made, KiteRequest kite) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            byte[] seal = mac.doFinal(ascii(kite.kite() + ":" + kite.bsalt() + ":" + made));
            return made + HexFormat.of().formatHex(seal).substring(0, SALT - MADE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
