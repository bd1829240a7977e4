package link.box.discover;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import link.box.common.words.Base32;
import link.box.testing.Made;

/** Claims for tests. */
final class Claims {
    private Claims() {
    }

    /** An honest one. */
    static Claim of(Made box, String host, String address) throws Exception {
        return of(Base32.of(sha256(box)), HexFormat.of().formatHex(sha256(box)), host, address);
    }

    static Claim of(String id, String fingerprint, String host, String address) throws Exception {
        return Claim.of(host, InetAddress.getByName(address), 8443, Map.of("id", id, "fp", fingerprint, "setup", "0")).orElseThrow();
    }

    static byte[] sha256(Made box) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(box.chain().get(0).getEncoded());
    }
}
