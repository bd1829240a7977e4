package link.box.acme;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import link.box.api.tls.CertificateStore;
import link.box.api.tls.RefusedCertificate;
import link.box.api.tls.TlsCertificate;

/** A store that remembers, refuses a chain in which one has not signed the one before, and fails when told to. */
final class MemoryStore implements CertificateStore {
    final List<TlsCertificate> stored = new ArrayList<>();
    private Exception fault;
    private Runnable afterwards = () -> { };

    /** From now on it has this fault when something is put; null ends that. */
    void fail(Exception fault) {
        this.fault = fault;
    }

    /** Happens when something has been put. */
    void afterwards(Runnable what) {
        afterwards = what;
    }

    @Override
    public Optional<TlsCertificate> find(Collection<String> names) {
        return stored.isEmpty() ? Optional.empty() : Optional.of(last()).filter(each -> each.names().containsAll(names));
    }

    @Override
    public void put(PrivateKey key, List<X509Certificate> chain) throws IOException {
        if (fault instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        if (fault != null) {
            throw (IOException) fault;
        }
        for (int i = 1; i < chain.size(); i++) {
            signed(chain.get(i - 1), chain.get(i));
        }
        stored.add(new TlsCertificate(names(chain.get(0)), chain));
        afterwards.run();
    }

    TlsCertificate last() {
        return stored.get(stored.size() - 1);
    }

    private static void signed(X509Certificate certificate, X509Certificate by) throws RefusedCertificate {
        try {
            certificate.verify(by.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new RefusedCertificate("the chain is broken after " + certificate.getSubjectX500Principal(), e);
        }
    }

    private static List<String> names(X509Certificate leaf) {
        try {
            return leaf.getSubjectAlternativeNames().stream().map(each -> String.valueOf(each.get(1))).sorted().toList();
        } catch (CertificateParsingException e) {
            throw new IllegalStateException(e);
        }
    }
}
