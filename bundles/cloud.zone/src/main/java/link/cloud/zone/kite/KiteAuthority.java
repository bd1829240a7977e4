package link.cloud.zone.kite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import link.cloud.zone.record.KiteSecret;
import link.cloud.zone.store.ZoneStore;

/** Whether a kite may fly: it is one of its Box's own names, and signed with that Box's secret. Does not block; thread-safe. */
public final class KiteAuthority {
    /** The label below the zone at which frontends ask; no id looks like it. */
    public static final String LABEL = "kite";
    /** Digits that the kite chooses, in front of those that follow. */
    private static final int CHOSEN = 8;

    private final String suffix;
    private final ZoneStore store;

    /** @param zone the zone's name, lower case, without a trailing dot */
    public KiteAuthority(String zone, ZoneStore store) {
        this.suffix = "." + zone;
        this.store = store;
    }

    /**
     * @param labels of the name asked for, in front of {@link #LABEL}, lower case
     * @return whether it is well-formed, about a Box with a secret, and signed with it; all else is a no, and all no are the same
     */
    public boolean grants(List<String> labels) {
        return KiteQuestion.of(labels).filter(question -> secret(question.domain()).filter(secret -> signed(question, secret)).isPresent())
                .isPresent();
    }

    /** A Box may fly its main name and what is below it. */
    private Optional<KiteSecret> secret(String domain) {
        if (!domain.endsWith(suffix)) {
            return Optional.empty();
        }
        String inside = domain.substring(0, domain.length() - suffix.length());
        return store.find(inside.substring(inside.lastIndexOf('.') + 1)).kite();
    }

    private static boolean signed(KiteQuestion question, KiteSecret secret) {
        String chosen = question.signature().substring(0, CHOSEN);
        byte[] digest = sha1(secret.text() + question.signed() + chosen);
        String expected = chosen + HexFormat.of().formatHex(digest).substring(0, question.signature().length() - CHOSEN);
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII),
                question.signature().getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
