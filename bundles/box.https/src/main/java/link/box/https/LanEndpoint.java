package link.box.https;

import java.net.URI;
import java.util.List;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Url;
import link.box.api.tls.TlsCertificate;
import link.box.common.fact.Published;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tells the URLs at home: names that lead here and that the certificate holds. Dynamic, so that a change shows no gap. */
@Component(immediate = true, configurationPid = "link.box.https", service = {})
public final class LanEndpoint {
    private final Published<Endpoint> fact;
    private final int port;
    private PublishedAddress address;
    private TlsCertificate certificate;
    private boolean active;

    /** The URLs at home, compared by value. */
    record LanUrls(List<Url> urls) implements Endpoint {
        @Override
        public Reach reach() {
            return Reach.LAN;
        }
    }

    @Activate
    public LanEndpoint(BundleContext context, HttpsConfig config) {
        this.fact = new Published<>(context, Endpoint.class);
        this.port = PublicPort.of(config);
    }

    @Activate
    synchronized void start() {
        active = true;
        tell();
    }

    @Deactivate
    void close() {
        fact.close();
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    synchronized void setAddress(PublishedAddress next) {
        address = next;
        tell();
    }

    synchronized void unsetAddress(PublishedAddress old) {
        if (address == old) {
            address = null;
        }
    }

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    synchronized void setCertificate(TlsCertificate next) {
        certificate = next;
        tell();
    }

    synchronized void unsetCertificate(TlsCertificate old) {
        if (certificate == old) {
            certificate = null;
        }
    }

    private void tell() {
        if (!active || address == null || certificate == null) {
            return;
        }
        List<Url> urls = urls(address, certificate);
        if (urls.isEmpty()) {
            fact.clear("The certificate holds none of the names at home");
        } else {
            fact.set(new LanUrls(urls), "Reachable at home as " + urls.get(0).uri() + " and " + (urls.size() - 1) + " more");
        }
    }

    private List<Url> urls(PublishedAddress published, TlsCertificate held) {
        return published.names().stream().map(this::url).filter(url -> KeyAndChain.covers(held.names(), url.uri().getHost())).toList();
    }

    private Url url(PublishedName name) {
        Url.Kind kind = switch (name.kind()) {
            case MAIN -> Url.Kind.MAIN;
            case LOCAL -> Url.Kind.LOCAL;
            case MIRROR -> Url.Kind.MIRROR;
            case ADDRESS -> Url.Kind.ADDRESS;
        };
        return new Url(URI.create("https://" + name.host() + (port == PublicPort.HTTPS ? "" : ":" + port)), kind);
    }
}
