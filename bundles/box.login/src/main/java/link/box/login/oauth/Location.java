package link.box.login.oauth;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import link.box.api.identity.BoxNames;
import link.box.common.json.Json;

/**
 * Where the Box is, as apps are told.
 *
 * @param names the Box's own
 * @param issuer its main name as an origin: the same on whatever name it was reached (RFC 9207)
 * @param lan other origins at home, in the order to try
 * @param tunnel its origin from anywhere, if there is one now
 */
public record Location(BoxNames names, String issuer, List<String> lan, Optional<String> tunnel) {
    /** @return whether browsers reach the Box under that host with a certificate they trust */
    public boolean named(String host) {
        return host.equals(names.main()) || host.endsWith("." + names.main());
    }

    /** @return whether the app's page would be a page of the Box itself */
    public boolean own(String client) {
        return named(Clients.host(client));
    }

    /** @return the {@code box} of token answers */
    public JsonObjectBuilder json() {
        JsonObjectBuilder box = Json.PROVIDER.createObjectBuilder().add("id", names.id()).add("iss", issuer)
                .add("lan", Json.PROVIDER.createArrayBuilder(lan));
        tunnel.ifPresentOrElse(origin -> box.add("tunnel", origin), () -> box.addNull("tunnel"));
        return box;
    }
}
