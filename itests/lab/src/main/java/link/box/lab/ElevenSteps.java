package link.box.lab;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the lab's Box and watches the steps come true, one line each. */
public final class ElevenSteps {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_MILLIS = 50;

    private final Lab lab;
    private final PrintStream out;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Integer, String> reasons = new HashMap<>();
    private long started;
    private long httpsReady = -1;
    private long online = -1;

    /** @param out where the lines go */
    public ElevenSteps(Lab lab, PrintStream out) {
        this.lab = lab;
        this.out = out;
    }

    /** Starts the Box and watches it. */
    public void comeOnline() throws Exception {
        started = System.nanoTime();
        lab.box().start();
        watch();
    }

    /** Watches steps 1 to 8 of a Box that runs, until all are true or the patience ends. */
    public void watch() throws Exception {
        started = started == 0 ? System.nanoTime() : started;
        List<BoxSteps.Named> open = new ArrayList<>(new BoxSteps(lab).all());
        while (!open.isEmpty() && elapsed() < PATIENCE.toMillis() && lab.box().program().alive()) {
            lookAtPort();
            JsonObject status = status();
            if (status != null) {
                open.removeIf(named -> seen(named, status));
            }
            Thread.sleep(LOOK_MILLIS);
        }
        open.forEach(named -> add(named.number(), named.name(), false, reasons.getOrDefault(named.number(), "not yet so")));
        online = open.isEmpty() ? elapsed() : -1;
    }

    /** Plays the person's part, steps 9 to 11, over HTTP. */
    public void logIn() {
        VisitorSteps visitor = new VisitorSteps(lab);
        play(9, "app", visitor::openApp);
        play(10, "found", visitor::findBox);
        play(11, "logged in", visitor::connect);
    }

    /** @return whether all eleven were seen */
    public boolean ok() {
        return steps.size() == 11 && steps.stream().allMatch(Step::ok);
    }

    /** @return what was looked at */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** @return the line for programs */
    public String json() throws java.io.IOException {
        JsonArrayBuilder list = Json.createArrayBuilder();
        steps.stream().sorted((a, b) -> a.number() - b.number()).forEach(step -> list.add(Json.createObjectBuilder()
                .add("step", step.number()).add("name", step.name()).add("ok", step.ok()).add("ms", step.ms())));
        JsonObjectBuilder all = Json.createObjectBuilder().add("ok", ok()).add("steps", list).add("https_ready_ms", httpsReady)
                .add("online_ms", online).add("rss_mb", lab.box().program().alive() ? lab.box().rssMb() : -1);
        return all.build().toString();
    }

    private interface Part {
        String play() throws Exception;
    }

    private void play(int number, String name, Part part) {
        try {
            add(number, name, true, part.play());
        } catch (Exception | AssertionError e) {
            add(number, name, false, String.valueOf(e.getMessage()));
        }
    }

    private boolean seen(BoxSteps.Named named, JsonObject status) {
        try {
            String detail = named.look().at(status);
            if (detail == null) {
                return false;
            }
            add(named.number(), named.name(), true, detail);
            return true;
        } catch (Exception e) {
            reasons.put(named.number(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void lookAtPort() {
        if (httpsReady < 0) {
            try {
                httpsReady = Handshake.get("127.0.0.1", lab.boxPort(), "/setup") == 200 ? elapsed() : -1;
            } catch (java.io.IOException e) {
                reasons.put(0, e.getMessage());
            }
        }
    }

    private JsonObject status() {
        try {
            return lab.box().status().json();
        } catch (java.io.IOException | RuntimeException e) {
            return null; // it does not listen yet
        }
    }

    private void add(int number, String name, boolean ok, String detail) {
        Step step = new Step(number, name, ok, elapsed(), detail);
        steps.add(step);
        out.println(step);
        out.flush();
    }

    private long elapsed() {
        return (System.nanoTime() - started) / 1_000_000;
    }
}
