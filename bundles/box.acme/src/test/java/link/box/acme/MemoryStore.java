package link.box.acme;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import link.box.api.tls.CertificateStore;
import link.box.api.tls.TlsCertificate;

/** A store that remembers. */
final class MemoryStore implements CertificateStore {
    final List<TlsCertificate> stored = new ArrayList<>();

    @Override
    public Optional<TlsCertificate> find(Collection<String> names) {
        return stored.isEmpty() ? Optional.empty() : Optional.of(last()).filter(each -> each.names().containsAll(names));
    }

    @Override
    public void put(PrivateKey key, List<X509Certificate> chain) {
        stored.add(new TlsCertificate(names(chain.get(0)), chain));
    }

    TlsCertificate last() {
        return stored.get(stored.size() - 1);
    }

    private static List<String> names(X509Certificate leaf) {
        try {
            return leaf.getSubjectAlternativeNames().stream().map(each -> String.valueOf(each.get(1))).sorted().toList();
        } catch (CertificateParsingException e) {
            throw new IllegalStateException(e);
        }
    }
}
