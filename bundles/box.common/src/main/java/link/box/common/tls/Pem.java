package link.box.common.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as PEM text (RFC 7468), with the means of the JDK. */
public final class Pem {
    private static final int LIMIT = 1 << 20;
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    private Pem() {
    }

    /** @return all certificates in the file, at least one */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        return certificates(text(file), file.toString());
    }

    /** @return all certificates in the text, at least one; {@code what} names it in errors */
    public static List<X509Certificate> certificates(String text, String what) throws IOException {
        int start = text.indexOf("-----BEGIN CERTIFICATE-----");
        if (start < 0) {
            throw new IOException(what + " holds no certificate");
        }
        int end = text.lastIndexOf("-----END CERTIFICATE-----");
        if (end < start) {
            throw new IOException(what + " ends in the middle of a certificate");
        }
        String only = text.substring(start, end + "-----END CERTIFICATE-----".length());
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(only.getBytes(StandardCharsets.US_ASCII)))
                    .stream().map((Certificate each) -> (X509Certificate) each).toList();
        } catch (GeneralSecurityException e) {
            throw new IOException(what + " holds a damaged certificate: " + e.getMessage(), e);
        }
    }

    /** @return the PKCS #8 private key in the text, EC or RSA; {@code what} names it in errors */
    public static PrivateKey privateKey(String text, String what) throws IOException {
        try {
            return key(new PKCS8EncodedKeySpec(der(PRIVATE_KEY, text, what)));
        } catch (GeneralSecurityException e) {
            throw new IOException(what + " holds a damaged private key", e);
        }
    }

    /** @return the first block of the type in the text, for example {@code PRIVATE KEY} (PKCS #8); {@code what} names it in errors */
    public static byte[] der(String type, String text, String what) throws IOException {
        Matcher matcher = Pattern.compile("-----BEGIN " + type + "-----([A-Za-z0-9+/=\\s]+)-----END " + type + "-----").matcher(text);
        if (!matcher.find()) {
            throw new IOException(what + " holds no " + type + " block" + (type.equals(PRIVATE_KEY) ? " (PKCS #8)" : ""));
        }
        try {
            return Base64.getMimeDecoder().decode(matcher.group(1));
        } catch (IllegalArgumentException e) {
            throw new IOException(what + " holds a damaged " + type, e);
        }
    }

    /** @return the object as a PEM block */
    public static String block(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + type + "-----\n";
    }

    /** @return the file's text */
    public static String text(Path file) throws IOException {
        if (Files.size(file) > LIMIT) {
            throw new IOException(file + " is larger than " + LIMIT + " bytes");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static PrivateKey key(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        }
    }
}
