package link.box.api.tls;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps the Box's certificate on disk and serves it. Thread-safe. */
@ProviderType
public interface CertificateStore {
    /**
     * Returns at once.
     *
     * @param names DNS names as they stand in a certificate, wildcards among them
     * @return the certificate in service if its names include all of these, whether or not it has ended; empty if not
     */
    Optional<TlsCertificate> find(Collection<String> names);

    /**
     * Stores a certificate atomically and takes it into service: new handshakes see it, open connections go on. Blocks for disk.
     *
     * @param key the private key of the first certificate
     * @param chain the certificate and its issuers, leaf first
     * @throws IOException it could not be stored, or key, names and dates do not fit together; what was in service stays
     */
    void put(PrivateKey key, List<X509Certificate> chain) throws IOException;
}
