package link.box.acme.state;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import link.box.acme.plan.CaRecord;
import link.box.acme.plan.Window;
import link.box.api.tls.RenewalPlan.Attempt;
import link.box.common.json.Json;

/** The ledger as it stands on disk. */
final class LedgerJson {
    private LedgerJson() {
    }

    static String write(Ledger ledger) {
        JsonObjectBuilder all = object();
        JsonArrayBuilder attempts = Json.PROVIDER.createArrayBuilder();
        ledger.attempts().forEach(each -> attempts.add(object().add("time", each.time().toString()).add("ca", each.ca())
                .add("succeeded", each.succeeded()).add("outcome", each.outcome())));
        all.add("attempts", attempts);
        JsonObjectBuilder cas = object();
        ledger.cas().forEach((directory, record) -> cas.add(directory, ca(record)));
        all.add("cas", cas);
        ledger.issued().ifPresent(issued -> all.add("issued", object().add("leaf", issued.leaf()).add("directory", issued.directory())
                .add("account", issued.account())));
        ledger.replaced().ifPresent(leaf -> all.add("replaced", leaf));
        ledger.window().ifPresent(window -> all.add("window", window(window)));
        return all.add("leftover", ledger.leftover()).build().toString();
    }

    static Ledger read(String text) throws IOException {
        JsonObject all = Json.object(text);
        try {
            List<Attempt> attempts = new ArrayList<>();
            for (JsonObject each : all.getJsonArray("attempts").getValuesAs(JsonObject.class)) {
                attempts.add(new Attempt(Instant.parse(each.getString("time")), each.getString("ca"), each.getBoolean("succeeded"),
                        each.getString("outcome")));
            }
            Map<String, CaRecord> cas = new TreeMap<>();
            JsonObject records = all.getJsonObject("cas");
            records.keySet().forEach(directory -> cas.put(directory, ca(records.getJsonObject(directory))));
            return new Ledger(attempts, cas, Optional.ofNullable(all.getJsonObject("issued")).map(LedgerJson::issued),
                    Optional.ofNullable(all.getString("replaced", null)),
                    Optional.ofNullable(all.getJsonObject("window")).map(LedgerJson::window), all.getBoolean("leftover"));
        } catch (DateTimeException | NullPointerException | ClassCastException e) {
            throw new IOException("not a ledger: " + e.getMessage(), e);
        }
    }

    private static JsonObjectBuilder ca(CaRecord record) {
        JsonObjectBuilder one = object().add("failures", record.failures());
        add(one, "since", record.since());
        add(one, "last", record.last());
        add(one, "notBefore", record.notBefore());
        return one.add("firm", record.firm()).add("rehearsed", record.rehearsed());
    }

    private static CaRecord ca(JsonObject one) {
        return new CaRecord(one.getInt("failures"), time(one, "since"), time(one, "last"), time(one, "notBefore"), one.getBoolean("firm"),
                one.getBoolean("rehearsed"));
    }

    private static Ledger.Issued issued(JsonObject one) {
        return new Ledger.Issued(one.getString("leaf"), one.getString("directory"), one.getString("account"));
    }

    private static JsonObjectBuilder window(Window window) {
        JsonObjectBuilder one = object().add("leaf", window.leaf()).add("ask", window.ask().toString());
        add(one, "start", window.start());
        add(one, "end", window.end());
        add(one, "chosen", window.chosen());
        return one;
    }

    private static Window window(JsonObject one) {
        return new Window(one.getString("leaf"), time(one, "start"), time(one, "end"), time(one, "chosen"),
                Instant.parse(one.getString("ask")));
    }

    private static void add(JsonObjectBuilder one, String key, Optional<Instant> time) {
        time.ifPresent(value -> one.add(key, value.toString()));
    }

    private static Optional<Instant> time(JsonObject one, String key) {
        return Optional.ofNullable(one.getString(key, null)).map(Instant::parse);
    }

    private static JsonObjectBuilder object() {
        return Json.PROVIDER.createObjectBuilder();
    }
}
