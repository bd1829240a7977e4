package link.box.itests.real;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import link.box.lab.Await;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.Web;

/** Watches a Box: what it says of itself, and what it serves. */
final class Watch {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Lab lab;
    private final LabBox box;

    Watch(Lab lab, LabBox box) {
        this.lab = lab;
        this.box = box;
    }

    /** @return {@code status --json}, as soon as it answers */
    JsonObject status() throws InterruptedException {
        return Await.until(PATIENCE, "the Box tells its status", () -> box.process().status().json());
    }

    /** @return the Box's main name, as soon as it has one */
    String main() throws InterruptedException {
        return Await.until(PATIENCE, "the Box has a name", () -> box.process().status().json().getString("main", null));
    }

    /** Waits until a part of the status is there. */
    JsonObject has(String key) throws InterruptedException {
        return Await.until(PATIENCE, "the status has " + key + dump(), () -> box.process().status().json().getJsonObject(key));
    }

    /** Waits until the Box serves a certificate that a visitor believes; @return milliseconds waited */
    long servesCertificate() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String main = main();
        lab.nameBox(main);
        Await.isTrue(PATIENCE, "the Box serves a believed certificate" + dump(), () -> ping(lab.visitor(), main));
        return millisSince(begin);
    }

    /** @return whether a visitor gets through to /ping at home, its main name and a mirror believed */
    boolean ping(Web visitor, String main) throws IOException, InterruptedException {
        return visitor.get("https://" + main + ":" + box.port() + "/ping").statusCode() == 204
                && visitor.get("https://" + Lab.HOME_LABEL + "." + main + ":" + box.port() + "/ping").statusCode() == 204;
    }

    /** Waits until the step is said to fail, for a reason with these words; @return what is said */
    JsonObject failing(String step, String words) throws InterruptedException {
        return Await.until(PATIENCE, step + " is said to fail with \"" + words + "\"" + dump(), () -> failures().stream()
                .filter(each -> each.getString("step").equals(step) && each.getString("reason").contains(words)).findFirst().orElse(null));
    }

    /** Waits until nothing is said to fail any more. */
    void recovers() throws InterruptedException {
        Await.isTrue(PATIENCE, "nothing fails any more" + dump(), () -> failures().isEmpty());
    }

    /** @return status and words of that health check */
    static String check(JsonObject status, String name) {
        return status.getJsonArray("checks").getValuesAs(JsonObject.class).stream().filter(each -> each.getString("name").equals(name))
                .map(each -> each.getString("status") + " " + each.getString("message")).findFirst().orElse("no such check");
    }

    /** Waits until a health check says that. */
    void checks(String name, String words) throws InterruptedException {
        Await.isTrue(PATIENCE, "the check " + name + " says \"" + words + "\"" + dump(),
                () -> check(box.process().status().json(), name).startsWith(words));
    }

    private List<JsonObject> failures() throws IOException {
        return box.process().status().json().getJsonArray("failing").getValuesAs(JsonObject.class);
    }

    private String dump() {
        return " [" + box.process().data() + "]";
    }

    static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
