package link.box.login.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id (RFC 9106) with PHC strings. Takes 12 MiB and about a twentieth of a second, on purpose. */
public final class Argon2 {
    private static final int KIB = 12 * 1024;
    private static final int PASSES = 3;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int TAG = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
    private static final String PREFIX = "$argon2id$v=19$m=" + KIB + ",t=" + PASSES + ",p=" + LANES + "$";
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();

    /** @return a PHC string with a fresh salt */
    public String hash(String password) {
        byte[] salt = bytes(SALT);
        return phc(salt, tag(password, salt, KIB, PASSES, LANES, TAG));
    }

    /** @return a hash that no password fits and that takes as long to check as any other */
    public String nobodys() {
        return phc(bytes(SALT), bytes(TAG));
    }

    /** @return whether it was made with other parameters than a hash of today */
    public boolean outdated(String phc) {
        return !phc.startsWith(PREFIX);
    }

    /** Compares in constant time. */
    public boolean fits(String password, String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an Argon2id PHC string");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] actual = tag(password, Base64.getDecoder().decode(parts.group(4)), Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)), expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String phc(byte[] salt, byte[] tag) {
        return PREFIX + BASE64.encodeToString(salt) + "$" + BASE64.encodeToString(tag);
    }

    private static byte[] tag(String password, byte[] salt, int kib, int passes, int lanes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(kib).withIterations(passes).withParallelism(lanes).withSalt(salt).build());
        byte[] tag = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), tag);
        return tag;
    }
}
