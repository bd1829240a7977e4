package link.box.ota.change;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import link.box.common.image.BundleFile;
import link.box.common.release.Archive;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.ReleaseFiles;
import link.box.common.release.ReleaseKeys;

/** The bundles of a set, as they are on disk: set 0 is the image, any other is what its document names. Methods block for disk. */
final class Sets {
    private static final String IMAGE = "image";

    private final Path home;
    private final ReleaseFiles files;

    /** @param home the image */
    Sets(Path home, ReleaseFiles files) {
        this.home = home;
        this.files = files;
    }

    /** @throws IOException the set's document is missing or not signed */
    List<Member> of(long sequence) throws IOException {
        return sequence == 0 ? image() : of(release(sequence));
    }

    /** Where each bundle of a release is; whether it is there is not looked at. */
    List<Member> of(Release release) throws IOException {
        Map<String, Path> inImage = new HashMap<>();
        image().forEach(each -> inImage.put(each.named().sha256(), each.jar()));
        List<Member> members = new ArrayList<>();
        for (NamedBundle each : release.bundles()) {
            Path jar = inImage.get(each.sha256());
            members.add(new Member(each, jar == null ? files.stored(each.sha256()) : jar));
        }
        return members;
    }

    /** @throws IOException one that is to be installed is missing, or is not what is named */
    void check(SwapPlan plan) throws IOException {
        for (SwapStep step : plan.steps()) {
            if (step.changesCode() && step.to().isPresent()) {
                Archive.checkBytes(step.to().get().jar(), step.to().get().named());
            }
        }
    }

    private Release release(long sequence) throws IOException {
        return files.release(sequence, ReleaseKeys.chain(home.resolve("etc/release.jwks"), files.keys()));
    }

    private List<Member> image() throws IOException {
        List<Member> members = new ArrayList<>();
        for (BundleFile each : BundleFile.of(home)) {
            members.add(new Member(new NamedBundle(each.name(), each.version(), each.startLevel(), IMAGE, Files.size(each.file()),
                    each.sha256()), each.file()));
        }
        return members;
    }
}
