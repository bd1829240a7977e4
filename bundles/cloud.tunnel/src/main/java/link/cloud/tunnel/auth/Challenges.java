package link.cloud.tunnel.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import link.box.common.kite.KiteRequest;

/**
 * Challenges that need no memory until they are answered: the salt that a kite has to sign holds when it was made, sealed with a key that
 * ends with this object. Each is good once, in its ten minutes and the next ten. Thread-safe, does not block.
 */
public final class Challenges {
    static final Duration WINDOW = Duration.ofMinutes(10);
    /** Above that the oldest is forgotten, and could be answered twice: 2 MB of heap. */
    static final int SPENT = 20_000;
    private static final int SALT = 36;
    private static final int MADE = 2 * (Integer.BYTES + Long.BYTES);

    private final LongSupplier nanos;
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final Map<Long, Boolean> spent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > SPENT;
        }
    };

    /** @param nanos a clock that never jumps, in nanoseconds */
    public Challenges(LongSupplier nanos) {
        this.nanos = nanos;
        byte[] bytes = new byte[Long.BYTES * 4];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /**
     * @param kite what wants to fly
     * @return the salt to sign, 36 hex characters
     */
    public String salt(KiteRequest kite) {
        String made = HexFormat.of().formatHex(ByteBuffer.allocate(MADE / 2).putInt(window()).putLong(random.nextLong()).array());
        return sealed(made, kite);
    }

    /** @return whether the request answers a challenge of ours for this kite that still counts */
    public boolean ours(KiteRequest request) {
        String salt = request.fsalt();
        if (salt.length() != SALT || !salt.chars().allMatch(HexFormat::isHexDigit)) {
            return false;
        }
        String made = salt.substring(0, MADE);
        int age = window() - (int) Long.parseLong(made.substring(0, 2 * Integer.BYTES), 16);
        return (age == 0 || age == 1) && MessageDigest.isEqual(ascii(salt), ascii(sealed(made, request)));
    }

    /**
     * Uses the challenge of a request up.
     *
     * @param request is {@link #ours}, and its signature is right
     * @return false if it was used before: somebody repeats what was overheard
     */
    public boolean spend(KiteRequest request) {
        long number = Long.parseUnsignedLong(request.fsalt().substring(2 * Integer.BYTES, MADE), 16);
        synchronized (spent) {
            return spent.put(number, true) == null;
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
