package link.box.api.identity;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The key and self-signed certificate made once in the life of the Box, and what follows from them: a fact while the identity is whole.
 * Never changes while registered. Methods return at once; thread-safe.
 */
@ProviderType
public interface BoxIdentity {
    /** @return fingerprint of the certificate: SHA-256 in base32 (52 characters, a-z2-7) or SHA-1 in hex (40), by configuration */
    String id();

    /** @return SHA-256 of the certificate's DER in lower case hex (64 digits), whatever the form of the id */
    String fingerprint();

    /** @return the first 66 bits of {@link #fingerprint()} as six English words (BIP-39's list), for people to compare */
    List<String> words();

    /** @return the public names that follow from the id */
    BoxNames names();

    /**
     * @return whether it was made since the Box was started: nobody can know a name of it from before
     * @since 1.1
     */
    default boolean newborn() {
        return false;
    }

    /** @return the self-signed certificate */
    X509Certificate certificate();

    /** @return serves the certificate and its key as a TLS client or server; the key itself is never handed out */
    X509ExtendedKeyManager keys();
}
