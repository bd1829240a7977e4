package link.box.acme;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import link.box.api.dns.Zone;
import link.box.api.identity.BoxIdentity;
import link.box.api.tls.CertificateStore;
import link.box.api.tls.TlsCertificate;
import link.box.api.work.Worker;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a valid certificate for the main name and all below it in the store. Waits for the clock: dates decide here. */
@Component(configurationPid = "link.box.acme",
        reference = @Reference(name = "clock", service = Condition.class, target = "(osgi.condition.id=" + Worker.CLOCK + ")"))
public final class Renewal {
    @interface Config {
        /** URL of the CA's ACME directory. */
        String directory() default "https://acme-v02.api.letsencrypt.org/directory";

        /** Whom to believe to be the CA: empty for the system's store, a PEM file, or sha256/ and a key's hash. */
        String trust() default "";

        /** Mail address that the CA may write to. */
        String contact() default "";

        /** Servers that must show the challenge, host:port with commas; empty: those that the DNS names for the zone. */
        String nameservers() default "";

        /** How long to wait for the challenge to show, in seconds. */
        int txt_wait() default 120;
    }

    private static final Logger LOG = LoggerFactory.getLogger("box.acme");
    private static final Duration CHECK = Duration.ofHours(6);

    private final List<String> names;
    private final CertificateStore store;
    private final Worker worker;
    private final String directory;
    private final Issuer issuer;

    @Activate
    public Renewal(BundleContext context, @Reference BoxIdentity identity, @Reference Zone zone, @Reference CertificateStore store,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker, Config config) {
        this.names = List.of(identity.names().main(), identity.names().wildcard());
        this.store = store;
        this.worker = worker;
        this.directory = config.directory().strip();
        Authority authority = new Authority(identity.names().zone(), config.nameservers());
        Dns01 dns = new Dns01(identity.names().challenge(), zone, authority, worker, Duration.ofSeconds(config.txt_wait()));
        this.issuer = new Issuer(new Ca(directory, config.trust(), config.contact(), new AccountKey(context, directory)), dns, worker);
        worker.every(CHECK, "keep a valid certificate", this::check);
    }

    private void check() throws Exception {
        Optional<TlsCertificate> current = store.find(names);
        if (current.isPresent() && !due(current.get().leaf())) {
            return;
        }
        LOG.info("asking {} for a certificate for {}", directory, String.join(" and ", names));
        KeyPair key = Keys.generate();
        List<X509Certificate> chain = issuer.issue(names, key);
        if (chain.isEmpty()) {
            throw new IOException("the CA " + directory + " sent an empty certificate chain");
        }
        store.put(key.getPrivate(), chain);
        LOG.info("certificate stored, valid until {}", chain.get(0).getNotAfter().toInstant());
    }

    /** With a third of its life left there is time for many tries. */
    private boolean due(X509Certificate leaf) {
        Instant end = leaf.getNotAfter().toInstant();
        Duration life = Duration.between(leaf.getNotBefore().toInstant(), end);
        return worker.now().isAfter(end.minus(life.dividedBy(3)));
    }
}
