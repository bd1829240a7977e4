package link.box.acme;

import java.util.Map;
import link.box.api.dns.Zone;
import link.box.api.identity.BoxIdentity;
import link.box.api.tls.CertificateStore;
import link.box.api.work.Worker;
import link.box.testing.Settings;
import org.osgi.framework.BundleContext;

/** Starts the component for tests in other packages, as Declarative Services would. */
public record RenewalMaker(BundleContext context, BoxIdentity identity, Zone zone, CertificateStore store) {
    /** @return what stops it */
    public Runnable start(Worker worker, Map<String, Object> first, Map<String, Object> second) {
        Renewal renewal = new Renewal(context, identity, zone, store, worker, Settings.of(AcmeConfig.class, first),
                Settings.of(SecondCa.class, second), Settings.of(ThirdCa.class, Map.of()));
        return renewal::stop;
    }
}
