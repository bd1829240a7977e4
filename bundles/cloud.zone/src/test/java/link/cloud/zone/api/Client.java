package link.cloud.zone.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import link.box.common.http.Reply;
import link.box.common.net.Source;

/** A Box as the zone API sees it: a certificate and what it asks for. */
final class Client {
    static final Source HOME = Source.of("203.0.113.7");

    final String sha1;
    final String sha256;
    private final ZoneApi api;
    private final byte[] certificate;
    private final Source source;

    Client(ZoneApi api, String certificate) {
        this(api, certificate, HOME);
    }

    Client(ZoneApi api, String certificate, Source source) {
        this.api = api;
        this.certificate = certificate.getBytes(StandardCharsets.UTF_8);
        this.source = source;
        this.sha1 = id(40);
        this.sha256 = id(52);
    }

    /** A record set as it stands in a PATCH. */
    String set(String label, String type, int ttl, String... values) {
        String list = List.of(values).stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(","));
        return "{\"name\":\"" + label + sha256 + ".box.test\",\"type\":\"" + type + "\",\"ttl\":" + ttl + ",\"values\":[" + list + "]}";
    }

    Reply patch(String... sets) {
        return patchIf(null, sets);
    }

    Reply patchIf(String ifMatch, String... sets) {
        return call("PATCH", "/v2/" + sha256, Optional.ofNullable(ifMatch), "{\"rrsets\":[" + String.join(",", sets) + "]}");
    }

    Reply v1(String label, String type, String value) {
        return call("POST", "/v1/dns/test/box/" + sha1 + "/" + label, "{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}");
    }

    Reply call(String method, String path, String body) {
        return call(method, path, Optional.empty(), body);
    }

    Reply call(String method, String path, byte[] body) {
        return api.handle(new Call(method, path, Optional.of(certificate), Optional.empty(), source, Optional.of(body)));
    }

    private Reply call(String method, String path, Optional<String> ifMatch, String body) {
        return api.handle(new Call(method, path, Optional.of(certificate), ifMatch, source,
                Optional.of(body.getBytes(StandardCharsets.UTF_8))));
    }

    private String id(int length) {
        return Ids.of(certificate).stream().filter(id -> id.length() == length).findFirst().orElseThrow();
    }
}
