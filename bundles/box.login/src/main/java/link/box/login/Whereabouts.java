package link.box.login;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import link.box.api.identity.BoxIdentity;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Endpoint.Reach;
import link.box.api.registration.Url;
import link.box.login.oauth.Location;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Where apps find the Box, by what is known now. */
@Component(service = Whereabouts.class, configurationPid = "link.box.login")
public final class Whereabouts {
    private static final int HTTPS = 443;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile BoxIdentity identity;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Endpoint> endpoints = List.of();

    private final String port;

    /** Settings of {@code link.box.login}. */
    @interface Config {
        /** The HTTPS port at home. */
        int port() default HTTPS;

        /** The port in URLs at home where it differs from that; 0: the same. */
        int public_port() default 0;
    }

    @Activate
    public Whereabouts(Config config) {
        int shown = config.public_port() == 0 ? config.port() : config.public_port();
        this.port = shown == HTTPS ? "" : ":" + shown;
    }

    /** @return empty while the Box does not know its name */
    Optional<Location> now() {
        return Optional.ofNullable(identity).map(BoxIdentity::names).map(names -> new Location(names, "https://" + names.main() + port,
                urls(Reach.LAN).filter(Whereabouts::steady).map(Whereabouts::origin).toList(),
                urls(Reach.TUNNEL).map(Whereabouts::origin).findFirst()));
    }

    /** The main name is told apart, and the local one leads wherever it does. */
    private static boolean steady(Url url) {
        return url.kind() == Url.Kind.MIRROR || url.kind() == Url.Kind.ADDRESS;
    }

    private Stream<Url> urls(Reach reach) {
        return endpoints.stream().filter(each -> each.reach() == reach).flatMap(each -> each.urls().stream());
    }

    private static String origin(Url url) {
        return url.uri().toString();
    }
}
