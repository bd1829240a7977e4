package link.box.ota;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import link.box.api.release.RunningRelease;
import link.box.api.work.Trouble;
import link.box.ota.change.SetName;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells which release runs and how following the channel goes. From memory, at once. */
@Component(service = HealthCheck.class, property = {HealthCheck.NAME + "=updates", HealthCheck.TAGS + "=updates"})
public final class UpdatesHealth implements HealthCheck {
    private final Updater updater;

    /** Looks at nothing. */
    @Activate
    public UpdatesHealth(@Reference Updater updater) {
        this.updater = updater;
    }

    @Override
    public Result execute() {
        Told told = updater.told();
        Optional<Trouble> trouble = told.trouble();
        if (trouble.isPresent()) {
            return new Result(Status.WARN, "No new release is taken: " + trouble.get().what() + "; " + trouble.get().remedy());
        }
        Optional<String> stuck = told.stuck();
        if (stuck.isPresent()) {
            return new Result(Status.WARN, "The release channel was not followed for more than a day: " + stuck.get());
        }
        return new Result(Status.OK, told.running().map(release -> runs(release) + looked(told, release))
                .orElse("It has not been looked yet"));
    }

    private static String runs(RunningRelease release) {
        String name = SetName.of(release.sequence());
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + " runs";
    }

    private static String looked(Told told, RunningRelease release) {
        if (release.channel().isEmpty()) {
            return ", and no channel is followed (ota.channel)";
        }
        return told.looked().map(time -> ", the channel was looked at last at " + time.truncatedTo(ChronoUnit.SECONDS))
                .orElse(", the channel has not been seen yet");
    }
}
