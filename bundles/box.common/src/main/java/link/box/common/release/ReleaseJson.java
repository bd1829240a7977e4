package link.box.common.release;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import link.box.common.json.Json;

/** A release as JSON. Members that are not known are left alone, so that a later vendor's tool can say more. */
final class ReleaseJson {
    private static final int VERSION = 1;

    private ReleaseJson() {
    }

    static Release parse(byte[] payload) throws IOException {
        Fields json = Fields.parse(payload, "the release");
        if (json.number("version") != VERSION) {
            throw new IOException("the release is of version " + json.number("version") + ", this Box knows version " + VERSION
                    + ": it takes a newer image first");
        }
        try {
            return new Release(json.text("channel"), json.number("sequence"), json.time("released"),
                    json.time("expires"), json.text("launcher"), json.flag("restart"),
                    Set.copyOf(json.texts("downgrades", Release.BUNDLES)), bundles(json));
        } catch (IllegalArgumentException e) {
            throw new IOException("the release is not as it should be: " + e.getMessage(), e);
        }
    }

    private static List<NamedBundle> bundles(Fields json) throws IOException {
        List<NamedBundle> bundles = new ArrayList<>();
        for (Fields each : json.objects("bundles", "a bundle of the release", Release.BUNDLES)) {
            bundles.add(new NamedBundle(each.text("name"), each.text("version"), (int) Math.min(each.number("level"), Integer.MAX_VALUE),
                    each.text("feature"), each.number("size"), each.text("sha256")));
        }
        return bundles;
    }

    static JsonObject of(Release release) {
        JsonArrayBuilder bundles = Json.PROVIDER.createArrayBuilder();
        release.bundles().forEach(bundle -> bundles.add(of(bundle)));
        return Json.PROVIDER.createObjectBuilder()
                .add("version", VERSION)
                .add("channel", release.channel())
                .add("sequence", release.sequence())
                .add("released", release.released().toString())
                .add("expires", release.expires().toString())
                .add("launcher", release.launcher())
                .add("restart", release.restart())
                .add("downgrades", Json.PROVIDER.createArrayBuilder(release.downgrades()))
                .add("bundles", bundles)
                .build();
    }

    private static JsonObject of(NamedBundle bundle) {
        return Json.PROVIDER.createObjectBuilder()
                .add("name", bundle.name())
                .add("version", bundle.version())
                .add("level", bundle.level())
                .add("feature", bundle.feature())
                .add("size", bundle.size())
                .add("sha256", bundle.sha256())
                .build();
    }
}
