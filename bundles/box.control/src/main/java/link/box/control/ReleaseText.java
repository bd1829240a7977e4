package link.box.control;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import link.box.api.release.RunningRelease;
import link.box.common.json.Json;

/** Which release runs, as JSON and in words. */
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
            case APPLYING -> "; bundles are being replaced";
        };
    }

    private static long number(JsonObject release, String key) {
        return release.getJsonNumber(key).longValue();
    }
}
