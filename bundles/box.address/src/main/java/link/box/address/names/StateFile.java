package link.box.address.names;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import link.box.common.file.KeptFile;
import link.box.common.json.Json;

/** Keeps the {@link State}. A generation older than the last is as good as lost: it does not know what was put since. */
public final class StateFile implements Store {
    private static final int LIMIT = 16 * 1024;

    private final KeptFile file;
    private final String main;

    /**
     * @param file where; nothing is read yet
     * @param main whose names they are: what is known of another Box's, or another zone's, says nothing
     */
    public StateFile(Path file, String main) {
        this.file = new KeptFile(file, LIMIT);
        this.main = main;
    }

    @Override
    public Optional<State> read() throws IOException {
        List<IOException> damage = new ArrayList<>();
        Optional<State> found = file.read(text -> parse(text, main), damage::add);
        if (!damage.isEmpty()) {
            throw damage.get(0);
        }
        return found;
    }

    @Override
    public void write(State state) throws IOException {
        file.write(text(state, main));
    }

    static String text(State state, String of) {
        JsonObjectBuilder json = Json.PROVIDER.createObjectBuilder().add("of", of);
        state.main().ifPresent(main -> json.add("main", main.toString()));
        JsonArrayBuilder pool = Json.PROVIDER.createArrayBuilder();
        for (Mirror each : state.pool()) {
            JsonObjectBuilder taint = Json.PROVIDER.createObjectBuilder();
            each.taint().forEach((target, left) -> taint.add(target, seconds(left)));
            pool.add(Json.PROVIDER.createObjectBuilder().add("label", each.label()).add("standing", each.standing().name())
                    .add("taint", taint).add("unknown", seconds(each.unknown())).add("used", each.used()));
        }
        return json.add("left", seconds(state.left())).add("pool", pool)
                .add("labels", Json.PROVIDER.createArrayBuilder(state.labels().stream().map(Target::toString).toList())).build().toString();
    }

    /** Rounded up: a little too long does no harm. */
    private static long seconds(Duration left) {
        return left.plusNanos(999_999_999).toSeconds();
    }

    static State parse(String text, String of) throws IOException {
        JsonObject json = Json.object(text);
        if (!json.getString("of").equals(of)) {
            throw new IOException("it is about " + json.getString("of"));
        }
        List<Target> labels = new ArrayList<>();
        for (JsonString each : json.getJsonArray("labels").getValuesAs(JsonString.class)) {
            labels.add(Target.parse(each.getString()));
        }
        List<Mirror> pool = new ArrayList<>();
        for (JsonObject each : json.getJsonArray("pool").getValuesAs(JsonObject.class)) {
            pool.add(mirror(each));
        }
        Optional<Target> main = json.containsKey("main") ? Optional.of(Target.parse(json.getString("main"))) : Optional.empty();
        return new State(main, seconds(json, "left"), pool, labels);
    }

    private static Mirror mirror(JsonObject json) throws IOException {
        JsonObject taint = json.getJsonObject("taint");
        Map<String, Duration> seen = new TreeMap<>();
        for (String each : taint.keySet()) {
            seen.put(Target.parse(each).toString(), seconds(taint, each));
        }
        return new Mirror(json.getString("label"), Mirror.Standing.valueOf(json.getString("standing")), seen, seconds(json, "unknown"),
                json.getJsonNumber("used").longValueExact());
    }

    private static Duration seconds(JsonObject json, String key) {
        return Duration.ofSeconds(json.getJsonNumber(key).longValueExact());
    }
}
