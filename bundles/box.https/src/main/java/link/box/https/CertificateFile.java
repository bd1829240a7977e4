package link.box.https;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.common.file.AtomicFile;
import link.box.common.tls.Pem;

/** Key and chain in one PEM file, so that one rename swaps both; the previous generation stays beside it. */
final class CertificateFile {
    private static final Pattern FORM = Pattern.compile("version: 1\nsha256: ([0-9a-f]{64})\n(.*)", Pattern.DOTALL);

    private final Path current;
    private final Path previous;

    CertificateFile(Path directory) {
        this.current = directory.resolve("certificate.pem");
        this.previous = directory.resolve("certificate.previous.pem");
    }

    boolean exists() {
        return Files.exists(current) || Files.exists(previous);
    }

    KeyAndChain current() throws IOException {
        return read(current);
    }

    /** @return the one before the current; empty if there is none or it is damaged, too */
    Optional<KeyAndChain> previous() {
        try {
            return Optional.of(read(previous));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Replaces the current generation; the one in it is kept as the previous if it is whole. */
    void write(KeyAndChain next) throws IOException {
        AtomicFile.directory(current.getParent());
        if (whole()) {
            AtomicFile.write(previous, Files.readAllBytes(current));
        }
        AtomicFile.write(current, text(next).getBytes(StandardCharsets.US_ASCII));
    }

    private boolean whole() {
        try {
            current();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static KeyAndChain read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing");
        }
        Matcher form = FORM.matcher(Pem.text(file));
        if (!form.matches()) {
            throw new IOException(file + " is cut off or not of version 1");
        }
        String pem = form.group(2);
        if (!digest(pem).equals(form.group(1))) {
            throw new IOException(file + " is damaged: its checksum differs");
        }
        try {
            return KeyAndChain.of(Pem.privateKey(pem, file.toString()), Pem.certificates(pem, file.toString()));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static String text(KeyAndChain pair) throws IOException {
        StringBuilder text = new StringBuilder(Pem.block("PRIVATE KEY", pair.key().getEncoded()));
        try {
            for (X509Certificate each : pair.chain()) {
                text.append(Pem.block("CERTIFICATE", each.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new IOException("the certificate cannot be encoded", e);
        }
        return "version: 1\nsha256: " + digest(text.toString()) + "\n" + text;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
