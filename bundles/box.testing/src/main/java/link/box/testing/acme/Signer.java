package link.box.testing.acme;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A name and a key (EC P-256) that signs certificates. */
record Signer(String name, KeyPair keys) {
    private static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2200-01-01T00:00:00Z");

    static Signer make(String name) {
        return new Signer(name, pair());
    }

    /** @return the certificate of an authority, signed by this one */
    X509Certificate authority(Signer subject) {
        return sign(builder(subject.name, subject.keys.getPublic(), BigInteger.valueOf(System.nanoTime()), FROM, UNTIL), List.of());
    }

    /** @return the certificate of a server */
    X509Certificate server(PublicKey key, List<String> names, BigInteger serial, Instant from, Instant until) {
        return sign(builder(names.get(0), key, serial, from, until), names);
    }

    static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Builder builder(String subject, PublicKey key, BigInteger serial, Instant from, Instant until) {
        return new Builder(new JcaX509v3CertificateBuilder(new X500Name("CN=" + name), serial, Date.from(from), Date.from(until),
                new X500Name("CN=" + subject), key), key);
    }

    private X509Certificate sign(Builder made, List<String> names) {
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            made.to.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(made.key))
                    .addExtension(Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(keys.getPublic()))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(names.isEmpty()))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(names.isEmpty() ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                            : KeyUsage.digitalSignature));
            if (!names.isEmpty()) {
                made.to.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                        .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names.stream()
                                .map(each -> new GeneralName(GeneralName.dNSName, each)).toArray(GeneralName[]::new)));
            }
            return new JcaX509CertificateConverter().getCertificate(
                    made.to.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Builder(JcaX509v3CertificateBuilder to, PublicKey key) {
    }
}
