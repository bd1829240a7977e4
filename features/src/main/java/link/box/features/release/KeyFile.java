package link.box.features.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import link.box.common.file.AtomicFile;
import link.box.common.release.Jwk;
import link.box.common.tls.Pem;

/**
 * A vendor's key: a file with two PEM blocks, the private key (PKCS #8) and the public one, since the JDK does not compute the one from
 * the other.
 */
record KeyFile(String kid, PublicKey publicKey, PrivateKey privateKey) {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final byte[] PROBE = {1, 2, 3, 4};

    /** @return a new key, in {@code <kid>.key} of the directory, which only its owner can read; a new key is a new file */
    static KeyFile create(Path directory) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            KeyFile key = new KeyFile(Jwk.kid(pair.getPublic()), pair.getPublic(), pair.getPrivate());
            String text = Pem.block(PRIVATE, pair.getPrivate().getEncoded()) + Pem.block(PUBLIC, pair.getPublic().getEncoded());
            AtomicFile.write(AtomicFile.directory(directory).resolve(key.kid() + ".key"), text.getBytes(StandardCharsets.US_ASCII));
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    /** @throws IOException there is no such pair in it */
    static KeyFile read(Path file) throws IOException {
        String text = Pem.text(file);
        byte[] privateKey = Pem.der(PRIVATE, text, file.toString());
        byte[] publicKey = Pem.der(PUBLIC, text, file + " (\"openssl pkey -pubout\" makes it)");
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            PublicKey key = factory.generatePublic(new X509EncodedKeySpec(publicKey));
            KeyFile pair = new KeyFile(Jwk.kid(key), key, factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
            if (!pair.fits()) {
                throw new IOException(file + " holds two keys that do not belong together");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no Ed25519 key: " + e.getMessage(), e);
        }
    }

    private boolean fits() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(privateKey);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
