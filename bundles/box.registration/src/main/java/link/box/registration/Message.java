package link.box.registration;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import link.box.api.identity.BoxNames;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Url;
import link.box.api.tls.TlsCertificate;
import link.box.common.json.Json;

/** What is announced, readable for the fxbox app; further keys are ours. */
final class Message {
    private static final int VERSION = 1;

    private final BoxNames names;
    private final List<Url> urls;

    /** @param blocked whether the home's resolver withholds the names that lead home: then the tunnel comes first */
    Message(BoxNames names, List<Endpoint> endpoints, boolean blocked) {
        this.names = names;
        Comparator<Endpoint> order = Comparator.comparing(Endpoint::reach);
        this.urls = endpoints.stream().sorted(blocked ? order.reversed() : order).flatMap(each -> each.urls().stream()).distinct().toList();
    }

    /** @return whether there is nothing to say */
    boolean isEmpty() {
        return urls.isEmpty();
    }

    /** @return all URLs, those to try first at the head */
    List<Url> urls() {
        return urls;
    }

    /** @return the Box's origin for good, whatever address it has */
    URI issuer() {
        return first(Url.Kind.MAIN).orElse(URI.create("https://" + names.main()));
    }

    /** @return the request's body: the message itself is a string in it */
    String body(long sequence, TlsCertificate certificate, Instant now) {
        JsonObjectBuilder message = Json.PROVIDER.createObjectBuilder().add("v", VERSION).add("seq", sequence);
        message.add("local_origin", first(Url.Kind.LOCAL).orElse(URI.create("https://" + names.local())).toString());
        first(Url.Kind.TUNNEL).ifPresentOrElse(uri -> message.add("tunnel_origin", uri.toString()), () -> message.addNull("tunnel_origin"));
        JsonArrayBuilder list = Json.PROVIDER.createArrayBuilder();
        // the local name has a place of its own, and is no kind that the wire knows
        urls.stream().filter(each -> each.kind() != Url.Kind.LOCAL)
                .forEach(each -> list.add(Json.PROVIDER.createObjectBuilder().add("url", each.uri().toString())
                        .add("kind", each.kind().name().toLowerCase(Locale.ROOT))));
        message.add("urls", list);
        if (certificate != null) {
            message.add("cert_days", certificate.daysLeft(now));
        }
        return Json.PROVIDER.createObjectBuilder().add("client", names.id()).add("message", message.build().toString()).build().toString();
    }

    private Optional<URI> first(Url.Kind kind) {
        return urls.stream().filter(each -> each.kind() == kind).map(Url::uri).findFirst();
    }
}
