package link.box.registration;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The Box's name in a list for now; nothing links it to the Box or to the one before.
 *
 * @param name 128 random bits in base64url
 * @param key 256 random bits in base64url: proves that the name is ours
 */
record Handle(String name, String key) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NAME = 16;
    private static final int KEY = 32;

    static Handle fresh() {
        return new Handle(random(NAME), random(KEY));
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "a handle";
    }
}
