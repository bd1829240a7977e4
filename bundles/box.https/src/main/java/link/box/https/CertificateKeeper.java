package link.box.https;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import link.box.api.tls.CertificateStore;
import link.box.api.tls.TlsCertificate;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.common.file.Data;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;

/** Keeps the certificate. It is read before anything is listened on, so that the first client already gets it. */
@Component(immediate = true, service = {CertificateStore.class, CertificateKeeper.class})
public final class CertificateKeeper implements CertificateStore {
    private final BundleContext context;
    private final Published<TlsCertificate> fact;
    private final Published<Trouble> trouble;
    private final Generations generations = new Generations();

    /** Only for the time; optional, for the keeper outlives updates of box.work. */
    @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED, cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Worker worker;

    @Activate
    public CertificateKeeper(BundleContext context) {
        this.context = context;
        this.fact = new Published<>(context, TlsCertificate.class);
        this.trouble = new Published<>(context, Trouble.class);
        load();
    }

    @Deactivate
    void close() {
        fact.close();
        trouble.close();
    }

    /** What the TLS listeners serve; for this bundle. */
    Generations generations() {
        return generations;
    }

    @Override
    public Optional<TlsCertificate> find(Collection<String> names) {
        return Optional.ofNullable(fact.get()).filter(certificate -> certificate.names().containsAll(names));
    }

    @Override
    public synchronized void put(PrivateKey key, List<X509Certificate> chain) throws IOException {
        KeyAndChain next = checked(key, chain);
        new CertificateFile(Data.of(context)).write(next);
        serve(next, "Serving a new certificate");
        trouble.clear("No longer in trouble: the certificate is stored anew");
    }

    private KeyAndChain checked(PrivateKey key, List<X509Certificate> chain) throws IOException {
        try {
            KeyAndChain next = KeyAndChain.of(key, chain);
            Worker clock = worker;
            Instant end = chain.get(0).getNotAfter().toInstant();
            if (clock != null && end.isBefore(clock.now())) {
                throw new IOException("the certificate is not stored: it ended " + end);
            }
            return next;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate is not stored: " + e.getMessage(), e);
        }
    }

    private void load() {
        try {
            CertificateFile file = new CertificateFile(Data.of(context));
            if (file.exists()) {
                load(file);
            }
        } catch (IOException e) {
            damaged(e, "its identity certificate, which browsers warn about");
        }
    }

    private void load(CertificateFile file) throws IOException {
        try {
            serve(file.current(), "Serving the stored certificate");
        } catch (IOException e) {
            Optional<KeyAndChain> previous = file.previous();
            if (previous.isEmpty()) {
                throw e;
            }
            serve(previous.get(), "Serving the previous certificate");
            damaged(e, "the previous certificate");
        }
    }

    private void damaged(IOException why, String instead) {
        trouble.set(new Trouble("box.https", "The stored certificate cannot be used: " + why.getMessage()
                + ". The Box serves " + instead + ".",
                "None is needed while the CA can be reached: a new certificate replaces it. Else restore the file from a backup."),
                "Trouble: the stored certificate cannot be used: " + why.getMessage());
    }

    private void serve(KeyAndChain next, String story) {
        generations.take(next);
        fact.set(next.certificate(), story + " for " + String.join(", ", next.names()) + " until "
                + next.chain().get(0).getNotAfter().toInstant());
    }
}
