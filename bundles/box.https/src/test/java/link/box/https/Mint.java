package link.box.https;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import link.box.testing.Made;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates of every kind, good ones and such as no CA should issue. */
final class Mint {
    private String subject = "Leaf";
    private String algorithm = "EC";
    private Instant from = Instant.parse("2026-10-01T00:00:00Z");
    private Instant until = Instant.parse("2026-12-30T00:00:00Z");
    private BasicConstraints constraints = new BasicConstraints(false);
    private KeyUsage usage;
    private ExtendedKeyUsage uses;
    private Made issuer;
    private String issuerName;

    static Mint ca(String subject) {
        Mint mint = new Mint();
        mint.subject = subject;
        mint.constraints = new BasicConstraints(true);
        return mint;
    }

    Mint rsa() {
        algorithm = "RSA";
        return this;
    }

    Mint valid(String begin, String end) {
        from = Instant.parse(begin);
        until = Instant.parse(end);
        return this;
    }

    Mint ca(boolean authority) {
        constraints = new BasicConstraints(authority);
        return this;
    }

    Mint casBelow(int most) {
        constraints = new BasicConstraints(most);
        return this;
    }

    Mint usage(int bits) {
        usage = new KeyUsage(bits);
        return this;
    }

    Mint uses(KeyPurposeId... purposes) {
        uses = new ExtendedKeyUsage(purposes);
        return this;
    }

    Mint by(Made authority) {
        issuer = authority;
        issuerName = authority.chain().get(0).getSubjectX500Principal().getName().replaceFirst("^CN=", "");
        return this;
    }

    Mint asIfBy(String name) {
        issuerName = name;
        return this;
    }

    Made make(String... names) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
        KeyPair pair = generator.generateKeyPair();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(new X500Name("CN=" + (issuer == null ? subject : issuerName)),
                BigInteger.valueOf(System.nanoTime()), Date.from(from), Date.from(until), new X500Name("CN=" + subject), pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, constraints);
        if (usage != null) {
            builder.addExtension(Extension.keyUsage, true, usage);
        }
        if (uses != null) {
            builder.addExtension(Extension.extendedKeyUsage, false, uses);
        }
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
                    Arrays.stream(names).map(name -> new GeneralName(GeneralName.dNSName, name)).toArray(GeneralName[]::new)));
        }
        PrivateKey signer = issuer == null ? pair.getPrivate() : issuer.key();
        X509Certificate made = new JcaX509CertificateConverter().getCertificate(builder.build(
                new JcaContentSignerBuilder("SHA256with" + ("EC".equals(signer.getAlgorithm()) ? "ECDSA" : "RSA")).build(signer)));
        Stream<X509Certificate> above = issuer == null ? Stream.of() : issuer.chain().stream();
        return new Made(pair.getPrivate(), Stream.concat(Stream.of(made), above).toList());
    }

    static List<X509Certificate> without(List<X509Certificate> chain, int position) {
        return Stream.concat(chain.stream().limit(position), chain.stream().skip(position + 1L)).toList();
    }
}
