package link.box.itests.browser;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import link.box.lab.Lab;

/** What Chromium asked the network for, out of its own log. */
final class Requests {
    private static final String LAB = ".*[.](box|link)[.]test|127[.]0[.]0[.]1|" + Lab.HOME_ADDRESS;

    private Requests() {
    }

    /** @return URLs of the documents, in order, each step of a redirect too; without fragment */
    static List<String> documents(List<String> network) {
        return sent(network).filter(params -> params.getString("type").equals("Document")).map(Requests::url).toList();
    }

    /** @return URLs of whatever is neither of the lab nor of the browser itself */
    static List<String> ofOthers(List<String> network) {
        return sent(network).map(Requests::url).filter(url -> url.startsWith("http"))
                .filter(url -> !URI.create(url.replaceAll("[?#].*", "")).getHost().matches(LAB)).toList();
    }

    /** @return URLs of that origin that a page asked for, whether or not the browser let anything out */
    static List<String> of(String origin, List<String> network) {
        return sent(network).map(Requests::url).filter(url -> url.startsWith(origin + "/")).toList();
    }

    /** @return the status of the last answer to this URL, whatever its query */
    static int status(List<String> network, String url) {
        return events(network, "Network.responseReceived").map(params -> params.getJsonObject("response"))
                .filter(response -> response.getString("url").replaceAll("[?#].*", "").equals(url))
                .mapToInt(response -> response.getInt("status")).reduce((first, second) -> second).orElseThrow(() -> new AssertionError(url + " was not answered: " + documents(network)));
    }

    private static Stream<JsonObject> sent(List<String> network) {
        return events(network, "Network.requestWillBeSent");
    }

    private static Stream<JsonObject> events(List<String> network, String method) {
        return network.stream().map(each -> Json.createReader(new StringReader(each)).readObject().getJsonObject("message"))
                .filter(event -> event.getString("method").equals(method)).map(event -> event.getJsonObject("params"));
    }

    private static String url(JsonObject params) {
        return params.getJsonObject("request").getString("url");
    }
}
