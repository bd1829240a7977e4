package link.cloud.registration;

import jakarta.json.JsonArrayBuilder;
import java.util.Optional;
import java.util.function.LongSupplier;
import link.box.common.http.Reply;
import link.box.common.json.Json;
import link.box.common.net.Source;

/** Announce and boxes of version 2: a page is shown the Boxes that are behind its own address and want that app to find them. */
final class Discovery {
    private static final int GETS = 30;
    /** Behind one address may be many homes, and each Box asks what its address is. */
    private static final int POSTS = 120;
    private static final String TTL = "60";

    private final Beacons beacons;
    private final LongSupplier nanos;
    private final Rate gets = new Rate(GETS);
    private final Rate posts = new Rate(POSTS);

    Discovery(Beacons beacons, LongSupplier nanos) {
        this.beacons = beacons;
        this.nanos = nanos;
    }

    Reply announce(Question question) {
        Source source = Source.of(question.address());
        if (posts.tooOften(source, nanos.getAsLong())) {
            return Replies.later(429, "too many announcements from your address");
        }
        try {
            return put(source, question.address(), Beacon.of(question.body()));
        } catch (BadRequest e) {
            return Reply.error(400, e.getMessage());
        }
    }

    private Reply put(Source source, String address, Beacon beacon) {
        return switch (beacons.put(source, beacon, nanos.getAsLong())) {
            case TAKEN -> Reply.json(200, Json.PROVIDER.createObjectBuilder().add("public_ip", Addresses.canonical(address))
                    .add("expires_in", beacon.shown() ? beacon.ttl().toSeconds() : 0).build());
            case OTHERS -> Reply.error(409, "that handle is another Box's");
            case TOO_OFTEN -> Replies.later(429, "too many announcements with that handle");
            case TOO_MANY_HERE -> Replies.later(429, "too many Boxes behind your address");
            case FULL -> Replies.later(503, "this server takes no more Boxes at the moment");
        };
    }

    /** The same in form and time, whatever there is to be seen. */
    Reply boxes(Question question) {
        Source source = Source.of(question.address());
        if (gets.tooOften(source, nanos.getAsLong())) {
            return readable(Replies.later(429, "too many questions from your address"), question.origin());
        }
        JsonArrayBuilder found = Json.PROVIDER.createArrayBuilder();
        for (Beacon each : beacons.find(source, question.origin().orElse(""), nanos.getAsLong())) {
            found.add(Json.PROVIDER.createObjectBuilder().add("h", each.handle()).add("ip", each.ip()).add("port", each.port()));
        }
        return readable(Reply.json(200, "{\"v\":2,\"boxes\":" + found.build() + ",\"ttl\":" + TTL + "}"), question.origin());
    }

    private static Reply readable(Reply reply, Optional<String> origin) {
        Reply varied = reply.with("Vary", "Origin");
        return origin.filter(Forms::isOrigin).map(each -> varied.with("Access-Control-Allow-Origin", each)).orElse(varied);
    }
}
