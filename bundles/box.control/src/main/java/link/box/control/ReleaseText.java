package link.box.control;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import link.box.api.release.PlannedRestart;
import link.box.api.release.RunningRelease;
import link.box.common.json.Json;

/** Which release runs, and whether the Box restarts for another one, as JSON and in words. */
final class ReleaseText {
    private ReleaseText() {
    }

    static void json(RunningRelease release, JsonObjectBuilder all) {
        JsonObjectBuilder json = Json.PROVIDER.createObjectBuilder().add("channel", release.channel()).add("sequence", release.sequence())
                .add("state", release.state().name());
        release.available().ifPresent(available -> json.add("available", available));
        release.reason().ifPresent(reason -> json.add("reason", reason));
        all.add("release", json);
    }

    static void restart(PlannedRestart restart, JsonObjectBuilder all) {
        all.add("restart", Json.PROVIDER.createObjectBuilder().add("sequence", restart.sequence())
                .add("seconds", restart.notice().toSeconds()).add("why", restart.why()));
    }

    static String restartWords(JsonObject restart) {
        long sequence = number(restart, "sequence");
        return "within " + number(restart, "seconds") + " s, with " + (sequence == 0 ? "the image" : "release " + sequence) + ": "
                + restart.getString("why");
    }

    static String words(JsonObject release) {
        String channel = release.getString("channel");
        String runs = number(release, "sequence") == 0 ? "the image, as it was flashed" : String.valueOf(number(release, "sequence"));
        return runs + (channel.isEmpty() ? ", no channel is followed" : " (channel " + channel + ")") + state(release)
                + (release.containsKey("reason") ? "; " + release.getString("reason") : "");
    }

    private static String state(JsonObject release) {
        String next = release.containsKey("available") ? String.valueOf(number(release, "available")) : "the next one";
        return switch (RunningRelease.State.valueOf(release.getString("state"))) {
            case SETTLED -> "";
            case TRIAL -> ", on trial: the release before is kept until it has started and stayed well";
            case FETCHING -> "; " + next + " is being fetched";
            case WAITING -> "; " + next + " waits for the update window or for bin/box apply";
            case APPLYING -> "; bundles are being replaced, and then watched for two minutes";
        };
    }

    private static long number(JsonObject release, String key) {
        return release.getJsonNumber(key).longValue();
    }
}
