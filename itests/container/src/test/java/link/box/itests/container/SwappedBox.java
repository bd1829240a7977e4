package link.box.itests.container;

import java.util.List;
import link.box.api.identity.BoxIdentity;
import link.box.api.identity.BoxNames;
import link.box.api.tls.CertificateStore;
import org.osgi.framework.BundleContext;

/** The Box in this framework, with certificates put into its store. */
final class SwappedBox {
    private SwappedBox() {
    }

    static SwapRound round(BundleContext context) throws Exception {
        BoxNames names = Facts.await(context, BoxIdentity.class, 10).names();
        CertificateStore store = Facts.await(context, CertificateStore.class, 10);
        SwapIssuer issuer = new SwapIssuer(names.main(), names.wildcard());
        return new SwapRound(Integer.parseInt(context.getProperty(BoxImage.PORT)), names.main(), issuer, () -> {
            SwapIssuer.Made next = issuer.next();
            store.put(next.key(), List.of(next.certificate()));
            return next.certificate();
        });
    }
}
