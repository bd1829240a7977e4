package link.box.features;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureExtension;
import org.osgi.service.feature.FeatureService;
import org.osgi.service.feature.ID;

/**
 * A feature file: bundles in the order of their start, and settings in the extension {@value #SETTINGS}.
 *
 * @param name the artifact of its id
 * @param bundles what it adds to an image
 * @param settings what of it can be configured
 */
record BoxFeature(String name, List<Entry> bundles, List<DeclaredSetting> settings) {
    private static final String SETTINGS = "link.box.settings";
    private static final String START_LEVEL = "start-level";

    /** A bundle: its start level, and its file among the jars. */
    record Entry(int startLevel, String file) {
    }

    static BoxFeature read(Path file) throws IOException {
        FeatureService service = ServiceLoader.load(FeatureService.class).findFirst().orElseThrow();
        try (Reader reader = Files.newBufferedReader(file)) {
            Feature feature = service.readFeature(reader);
            return new BoxFeature(feature.getID().getArtifactId(), feature.getBundles().stream().map(BoxFeature::entry).toList(),
                    settings(feature.getExtensions().get(SETTINGS)));
        }
    }

    private static Entry entry(FeatureBundle bundle) {
        Object level = bundle.getMetadata().getOrDefault(START_LEVEL, 1);
        ID id = bundle.getID();
        return new Entry(((Number) level).intValue(), id.getArtifactId() + "-" + id.getVersion() + ".jar");
    }

    private static List<DeclaredSetting> settings(FeatureExtension extension) {
        if (extension == null) {
            return List.of();
        }
        try (JsonReader reader = Json.createReader(new StringReader(extension.getJSON()))) {
            return reader.readObject().getJsonArray("settings").getValuesAs(JsonObject.class).stream().map(DeclaredSetting::parse).toList();
        }
    }
}
