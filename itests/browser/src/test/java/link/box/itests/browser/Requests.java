package link.box.itests.browser;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;

/** What Chromium asked the network for, out of its own log. */
final class Requests {
    private Requests() {
    }

    /** @return URLs of the documents, in order, each step of a redirect too; without fragment */
    static List<String> documents(List<String> network) {
        return sent(network).filter(params -> params.getString("type").equals("Document")).map(Requests::url).toList();
    }

    /** @return URLs of everything that was asked for */
    static List<String> all(List<String> network) {
        return sent(network).map(Requests::url).toList();
    }

    private static Stream<JsonObject> sent(List<String> network) {
        return network.stream().map(each -> Json.createReader(new StringReader(each)).readObject().getJsonObject("message"))
                .filter(event -> event.getString("method").equals("Network.requestWillBeSent")).map(event -> event.getJsonObject("params"));
    }

    private static String url(JsonObject params) {
        return params.getJsonObject("request").getString("url");
    }
}
