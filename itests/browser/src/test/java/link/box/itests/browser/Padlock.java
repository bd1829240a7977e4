package link.box.itests.browser;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/**
 * What Chromium itself says of the connection that a page came over.
 *
 * @param state {@code secure}, or something else
 * @param issuer who issued the certificate
 * @param subject the certificate's name, or empty
 * @param names the names in the certificate
 */
record Padlock(String state, String issuer, String subject, List<String> names) {
    /** @return the padlock of the last document from this origin since the network was looked at last */
    static Optional<Padlock> of(Chrome chrome, String origin) {
        return of(chrome.network(), origin);
    }

    static Optional<Padlock> of(List<String> network, String origin) {
        return network.stream().map(Padlock::event).filter(event -> event.getString("method").equals("Network.responseReceived"))
                .map(event -> event.getJsonObject("params")).filter(params -> params.getString("type").equals("Document"))
                .map(params -> params.getJsonObject("response")).filter(response -> response.getString("url").startsWith(origin))
                .reduce((first, second) -> second).map(Padlock::read);
    }

    private static JsonObject event(String message) {
        return Json.createReader(new StringReader(message)).readObject().getJsonObject("message");
    }

    private static Padlock read(JsonObject response) {
        JsonObject details = response.getJsonObject("securityDetails");
        return new Padlock(response.getString("securityState"), details.getString("issuer"), details.getString("subjectName"),
                details.getJsonArray("sanList").getValuesAs(JsonString.class).stream().map(JsonString::getString).toList());
    }
}
