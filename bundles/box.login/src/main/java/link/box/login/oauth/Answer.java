package link.box.login.oauth;

import java.util.Optional;
import link.box.common.json.Json;

/**
 * What an app is answered that asks by itself.
 *
 * @param json the body; empty for none
 * @param reader the origin whose pages may read it
 */
public record Answer(int status, String json, Optional<String> reader) {
    /** The Box cannot answer yet. */
    public static Answer unavailable() {
        return fault(503, Fault.TEMPORARILY_UNAVAILABLE, Optional.empty());
    }

    /** @param status why the form could not be read */
    public static Answer unreadable(int status) {
        return fault(status, Fault.INVALID_REQUEST, Optional.empty());
    }

    static Answer fault(int status, Fault fault, Optional<String> reader) {
        return new Answer(status, Json.PROVIDER.createObjectBuilder().add("error", fault.wire()).build().toString(), reader);
    }
}
