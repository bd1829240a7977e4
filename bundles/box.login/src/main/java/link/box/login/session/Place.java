package link.box.login.session;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import link.box.api.access.ConnectionClass;
import link.box.common.net.Literal;

/**
 * From where somebody came, for people to recognise.
 *
 * @param peer the address as the Box saw it
 * @param agent the browser in words
 */
public record Place(ConnectionClass from, String peer, String agent) {
    static final Place UNKNOWN = new Place(ConnectionClass.LOOPBACK, "", "");

    public boolean outside() {
        return from == ConnectionClass.TUNNEL || from == ConnectionClass.PUBLIC;
    }

    /** Whether it was told where somebody outside comes from; else this machine is all that is seen of them. */
    public boolean told() {
        return outside() && !Literal.address(peer).isLoopbackAddress();
    }

    JsonObjectBuilder into(JsonObjectBuilder json) {
        return json.add("from", from.name()).add("peer", peer).add("agent", agent);
    }

    static Place of(JsonObject json) {
        return new Place(ConnectionClass.valueOf(json.getString("from")), json.getString("peer"), json.getString("agent"));
    }
}
