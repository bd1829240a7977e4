package link.box.testing.acme;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** Verifies ES256 with Bouncy Castle: JDK 17 takes six times as long, and most of a simulation's time went there. */
final class EcSignature {
    private static final X9ECParameters P256 = CustomNamedCurves.getByName("P-256");
    private static final int HALF = 32;

    private final ECPublicKeyParameters key;

    EcSignature(ECPublicKey key) {
        ECPoint point = key.getW();
        this.key = new ECPublicKeyParameters(P256.getCurve().validatePoint(point.getAffineX(), point.getAffineY()),
                new ECDomainParameters(P256));
    }

    /** @param signature both numbers, one after the other (RFC 7518, section 3.4) */
    boolean verify(String message, byte[] signature) {
        if (signature.length != 2 * HALF) {
            return false;
        }
        ECDSASigner check = new ECDSASigner();
        check.init(false, key);
        return check.verifySignature(Wire.sha256(message), new BigInteger(1, signature, 0, HALF),
                new BigInteger(1, signature, HALF, HALF));
    }
}
