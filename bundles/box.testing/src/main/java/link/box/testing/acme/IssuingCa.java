package link.box.testing.acme;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A root, an intermediate, and the certificates that it signs. Keys are made anew for each, serials are not. */
final class IssuingCa {
    private final Map<String, List<X509Certificate>> above = new HashMap<>();
    private final Signer root = Signer.make("Stub Root X1");
    private final Signer intermediate = Signer.make("Stub E1");
    private final X509Certificate rootCertificate = root.authority(root);
    private final X509Certificate intermediateCertificate = root.authority(intermediate);
    private long count;

    X509Certificate root() {
        return rootCertificate;
    }

    X509Certificate issue(PublicKey key, List<String> names, Instant begin, Duration life) {
        Instant from = begin.truncatedTo(ChronoUnit.SECONDS);
        return intermediate.server(key, names, serial(), from, from.plus(life).minusSeconds(1));
    }

    /** @return what leads from a leaf to the root, without it */
    List<X509Certificate> chain() {
        return List.of(intermediateCertificate);
    }

    /** @return the same to another root: one more step, to where a root of that name has signed ours */
    List<X509Certificate> chain(String otherRoot) {
        return above.computeIfAbsent(otherRoot, name -> List.of(intermediateCertificate, Signer.make(name).authority(root)));
    }

    /** @return a chain whose intermediate has the right name and another key */
    List<X509Certificate> strangers() {
        return List.of(root.authority(Signer.make(intermediate.name())));
    }

    /** Long and positive, and now and then with a first byte that needs a zero before it. */
    private BigInteger serial() {
        byte[] digest = Wire.sha256("serial " + count++);
        return new BigInteger(1, digest).shiftRight(128).setBit(126);
    }
}
