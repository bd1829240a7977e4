package link.box.https;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import link.box.api.tls.CertificateStore;
import link.box.api.tls.RefusedCertificate;
import link.box.api.tls.TlsCertificate;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.common.file.Data;
import link.box.common.file.DiskWords;
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
    private final Renewals renewals;
    private volatile boolean proven;

    /** Only for the time; optional, for the keeper outlives updates of box.work. */
    @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED, cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Worker worker;

    @Activate
    public CertificateKeeper(BundleContext context) {
        this.context = context;
        this.fact = new Published<>(context, TlsCertificate.class);
        this.trouble = new Published<>(context, Trouble.class);
        this.renewals = new Renewals(context);
        load();
        this.proven = inService() != null && renewals.proven(inService());
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

    /** @return the public certificate that is served, or null */
    KeyAndChain inService() {
        Generations.Generation current = generations.current();
        return current == null ? null : current.pair();
    }

    /** @return whether renewing the names in service has worked so often that it can be relied on */
    boolean proven() {
        return proven;
    }

    /** @return what is wrong with the stored certificate; empty if nothing is */
    Optional<String> damage() {
        return Optional.ofNullable(trouble.get()).map(Trouble::what);
    }

    @Override
    public Optional<TlsCertificate> find(Collection<String> names) {
        return Optional.ofNullable(fact.get()).filter(certificate -> certificate.names().containsAll(names));
    }

    @Override
    public synchronized void put(PrivateKey key, List<X509Certificate> chain) throws IOException {
        KeyAndChain before = inService();
        KeyAndChain next = admitted(key, chain, before);
        store(next);
        serve(next, "Serving a new certificate");
        renewals.replaced(before, next);
        proven = renewals.proven(next);
        trouble.clear("No longer in trouble: the certificate is stored anew");
    }

    private KeyAndChain admitted(PrivateKey key, List<X509Certificate> chain, KeyAndChain before) throws RefusedCertificate {
        try {
            KeyAndChain next = KeyAndChain.of(key, chain);
            Admission.check(next, before, Optional.ofNullable(worker).map(Worker::now));
            return next;
        } catch (GeneralSecurityException e) {
            throw new RefusedCertificate("the certificate is refused: " + e.getMessage(), e);
        }
    }

    private void store(KeyAndChain next) throws IOException {
        try {
            new CertificateFile(Data.of(context)).write(next);
        } catch (IOException e) {
            throw new IOException("the certificate cannot be stored: " + DiskWords.of(e)
                    + ". What was in service stays. Check that " + Data.root(context)
                    + " has free space, is writable and belongs to the user that the Box runs as.", e);
        }
    }

    private void load() {
        try {
            new CertificateFile(Data.of(context)).read(damage -> damaged(damage, "the previous certificate"))
                    .ifPresent(stored -> serve(stored, "Serving the stored certificate"));
        } catch (IOException e) {
            damaged(e, "its identity certificate, which browsers warn about");
        }
    }

    private void damaged(IOException why, String instead) {
        trouble.set(new Trouble("box.https", "The stored certificate cannot be used: " + DiskWords.of(why)
                + ". The Box serves " + instead + ".",
                "None is needed while the CA can be reached: a new certificate replaces it. Else restore the file from a backup, and see"
                        + " that it can be read by the user that the Box runs as."),
                "Trouble: the stored certificate cannot be used: " + DiskWords.of(why));
    }

    private void serve(KeyAndChain next, String story) {
        generations.take(next);
        fact.set(next.certificate(), story + " for " + String.join(", ", next.names()) + " until "
                + next.end());
    }
}
