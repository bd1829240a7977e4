package link.box.ota;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import link.box.api.release.Updates;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.common.client.Reason;
import link.box.common.file.Data;
import link.box.common.release.Journal;
import link.box.common.release.ReleaseFiles;
import link.box.ota.Wishes.Wish;
import link.box.ota.change.Changes;
import link.box.ota.change.Home;
import link.box.ota.change.SetName;
import link.box.ota.channel.Channel;
import link.box.ota.channel.Rate;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.condition.Condition;

/** Follows the release channel, by itself and when somebody says so. All that takes long is one job, so nothing happens twice at once. */
@Component(service = {Updates.class, Updater.class}, immediate = true, configurationPid = "link.box.ota")
public final class Updater implements Updates {
    static final String JOB = "follow the release channel";
    /** Somebody waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String UNDER_WAY = "; bin/box status tells how it gets on.";

    private final String channel;
    private final Changes changes;
    private final Round round;
    private final Told told;
    private final LeftOut leftOut;
    private final Wishes wishes = new Wishes();
    private final AtomicReference<Channel> fetching = new AtomicReference<>();
    private final Task following;
    private volatile Condition clock;

    /** Looks at nothing yet. */
    @Activate
    public Updater(BundleContext context, @Reference Changes changes, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Worker worker,
            Config config) throws IOException {
        this(context, Home.of(context), changes, worker, config);
    }

    Updater(BundleContext context, Home home, Changes changes, Worker worker, Config config) throws IOException {
        Path directory = Data.of(context);
        ReleaseFiles files = new ReleaseFiles(directory);
        Rate rate = new Rate(config.rate(), worker::nanos);
        this.channel = config.channel().strip();
        this.changes = changes;
        this.told = new Told(context, worker, channel.isEmpty() ? "" : config.name());
        this.leftOut = new LeftOut(context, directory, home.running());
        this.round = new Round(directory, () -> open(config.trust().strip(), rate, worker), changes,
                new Look(home, files, new Rules(config.name(), home.launcher(), home.running()), new Said(directory)),
                new Staging(files, home.directory(), home.free()),
                new Leave(config, worker, () -> clock != null, ZoneId.systemDefault()), told);
        synchronized (this) { // the job may be quicker than this constructor
            this.following = worker.every(Duration.ofHours(config.check()), JOB, this::follow);
        }
    }

    @Reference(service = Condition.class, target = "(osgi.condition.id=" + Worker.CLOCK + ")",
            cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setClock(Condition condition) {
        clock = condition;
    }

    void unsetClock(Condition old) {
        if (clock == old) {
            clock = null;
        }
    }

    @Override
    public String check() throws IOException {
        needChannel();
        if (Round.busy(journal())) {
            return Round.UNDER_WAY;
        }
        return look(wishes.ask(), "");
    }

    @Override
    public String apply() throws IOException {
        needChannel();
        needRest();
        return look(wishes.want(Wish.FORWARD), "; the release that it offers is taken");
    }

    @Override
    public String rollback() throws IOException {
        Journal journal = needRest();
        String runs = SetName.of(journal.current());
        if (journal.previous() == journal.current()) {
            throw new IOException("there is no release before " + runs + ", which runs");
        }
        if (journal.refused().isPresent() && journal.refused().getAsLong() == journal.previous()) {
            throw new IOException(SetName.of(journal.previous()) + ", which ran before, was given up: " + journal.reason()
                    + "; bin/box apply takes what the channel offers");
        }
        if (journal.previous() > journal.current()) {
            throw new IOException("the Box has gone back from " + SetName.of(journal.previous()) + " to " + runs
                    + ", and nothing is known before it; bin/box apply takes what the channel offers");
        }
        wishes.want(Wish.BACKWARD);
        Optional.ofNullable(fetching.get()).ifPresent(Channel::stop);
        following().kick();
        return "The Box goes back from " + runs + " to " + SetName.of(journal.previous()) + UNDER_WAY;
    }

    /** For this bundle. */
    Told told() {
        return told;
    }

    @Deactivate
    void stop() {
        told.close();
        leftOut.close();
    }

    /** A way back that is wanted waits for no download. */
    private Channel open(String trust, Rate rate, Worker worker) throws IOException {
        Channel opened = Channel.open(channel, trust, rate, worker);
        fetching.set(opened);
        if (wishes.backward()) {
            opened.stop();
        }
        return opened;
    }

    /** @param then what follows if the answer takes long */
    private String look(CompletableFuture<String> answer, String then) throws IOException {
        following().kick();
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return channel + " has not answered yet, or a bundle is coming from there" + then + UNDER_WAY;
        } catch (ExecutionException e) {
            throw new IOException(Reason.of(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while looking at " + channel, e);
        }
    }

    private void needChannel() throws IOException {
        if (channel.isEmpty()) {
            throw new IOException("no release channel is followed: set ota.channel");
        }
    }

    private Journal needRest() throws IOException {
        Journal journal = journal();
        if (Round.busy(journal)) {
            throw new IOException("bundles are being replaced or watched at the moment; try again in some minutes");
        }
        return journal;
    }

    private Journal journal() throws IOException {
        try {
            return changes.journal();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private synchronized Task following() {
        return following;
    }

    private void follow() throws IOException {
        Wish wish = wishes.take();
        leftOut.tell();
        try {
            if (wish == Wish.BACKWARD) {
                round.back();
            } else if (channel.isEmpty()) {
                told.runs(changes.journal());
            } else {
                round.go(offered -> wishes.means(wish, offered), wishes::answered).ifPresent(delay -> following().kickAfter(delay));
            }
        } catch (Refused e) {
            told.refused(e.getMessage(), e.remedy());
            wishes.failed(new IOException(e.getMessage() + "; " + e.remedy()));
        } catch (IOException | UncheckedIOException e) {
            wishes.giveBack(wish);
            wishes.failed(wish == Wish.FORWARD && !wishes.backward() ? new IOException(Reason.of(e) + "; it is tried again by itself") : e);
            told.failed(e.getMessage());
            throw e;
        }
    }
}
