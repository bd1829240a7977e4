package link.box.itests.container;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes one certificate after the other for the same names, and knows its own again. Thread-safe. */
final class SwapIssuer {
    private final Set<X509Certificate> known = ConcurrentHashMap.newKeySet();
    private final GeneralNames names;

    /** A certificate with a key of its own. */
    record Made(PrivateKey key, X509Certificate certificate) {
    }

    SwapIssuer(String... names) {
        this.names = new GeneralNames(
                Arrays.stream(names).map(name -> new GeneralName(GeneralName.dNSName, name)).toArray(GeneralName[]::new));
    }

    boolean knows(X509Certificate certificate) {
        return known.contains(certificate);
    }

    Made next() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        Instant now = Instant.now();
        X500Name name = new X500Name("CN=swap");
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(name, BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minusSeconds(60)), Date.from(now.plus(Duration.ofDays(90))), name, pair.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, names);
        X509Certificate made = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        known.add(made);
        return new Made(pair.getPrivate(), made);
    }
}
