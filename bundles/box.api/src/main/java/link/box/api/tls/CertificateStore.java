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
     * <p>Refused is what a client would refuse: a key that is not the certificate's, no DNS name, a chain in which one is not the CA that
     * issued the one before (at most 10, none twice), a use that is not a server's (extended key usage), and, while there is a
     * {@code Worker} to ask for the time, dates that have passed or begin more than 5 minutes from now.
     *
     * <p>Refused is also a certificate that covers some of the names in service and lacks others, since it would take a name away; until
     * less than a quarter of the life of the one in service is left, so that fewer names are never locked out for good. One that covers
     * none of them belongs to another identity of the Box, and is taken. A certificate alone that has not signed itself lacks its issuers,
     * and is refused where one with its issuers is in service.
     *
     * @param key the private key of the first certificate
     * @param chain the certificate and its issuers, leaf first
     * @throws RefusedCertificate it is refused; says why, and what was in service stays. Another one is needed
     * @throws IOException it could not be stored; says why, and what was in service stays. Once the disk is well it can be put again
     */
    void put(PrivateKey key, List<X509Certificate> chain) throws IOException;
}
