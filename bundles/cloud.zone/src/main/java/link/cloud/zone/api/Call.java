package link.cloud.zone.api;

import java.util.Optional;
import link.box.common.net.Source;

/**
 * A request to the zone API.
 *
 * @param method the HTTP method
 * @param path the path within the API, decoded
 * @param certificate DER of the client's certificate; empty if it has none
 * @param ifMatch the If-Match header; empty if there is none
 * @param source who asks
 * @param body the body; empty if it is larger than {@link ZoneApi#BODY}
 */
public record Call(String method, String path, Optional<byte[]> certificate, Optional<String> ifMatch, Source source,
        Optional<byte[]> body) {
}
