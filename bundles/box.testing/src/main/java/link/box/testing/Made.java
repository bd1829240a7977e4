package link.box.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A key with its certificate and issuers, made for a test.
 *
 * @param key an EC P-256 key
 * @param chain leaf first
 */
public record Made(PrivateKey key, List<X509Certificate> chain) {
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2120-01-01T00:00:00Z");

    /** @return a certificate authority that is its own issuer */
    public static Made authority(String name) {
        KeyPair pair = pair();
        return new Made(pair.getPrivate(), List.of(sign(pair, name, pair.getPrivate(), name, FROM, UNTIL)));
    }

    /** @return a self-signed certificate for these DNS names */
    public static Made selfSigned(String... names) {
        KeyPair pair = pair();
        return new Made(pair.getPrivate(), List.of(sign(pair, "Test", pair.getPrivate(), "Test", FROM, UNTIL, names)));
    }

    /** @return a certificate for these DNS names, issued by this authority */
    public Made issue(String... names) {
        return issueUntil(UNTIL, names);
    }

    /** @return the same that ends then */
    public Made issueUntil(Instant end, String... names) {
        return issue(FROM, end, names);
    }

    /** @return the same that begins then */
    public Made issueFrom(Instant begin, String... names) {
        return issue(begin, UNTIL, names);
    }

    private Made issue(Instant begin, Instant end, String... names) {
        KeyPair pair = pair();
        String issuer = chain.get(0).getSubjectX500Principal().getName().replaceFirst("^CN=", "");
        X509Certificate leaf = sign(pair, "Leaf", key, issuer, begin, end, names);
        return new Made(pair.getPrivate(), Stream.concat(Stream.of(leaf), chain.stream()).toList());
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(KeyPair subject, String name, PrivateKey by, String issuer, Instant begin, Instant end,
            String... names) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(new X500Name("CN=" + issuer),
                    BigInteger.valueOf(System.nanoTime()), Date.from(begin), Date.from(end), new X500Name("CN=" + name),
                    subject.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(names.length == 0));
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
                        Arrays.stream(names).map(each -> new GeneralName(GeneralName.dNSName, each)).toArray(GeneralName[]::new)));
            }
            return new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
