package link.box.ota;

import java.util.concurrent.CompletableFuture;

/** What somebody wants by hand, until the job takes it up. Thread-safe. */
final class Wishes {
    /** What the look that begins next shows; one that is under way may have begun before the wish. */
    private CompletableFuture<String> next = new CompletableFuture<>();
    private CompletableFuture<String> now = next;
    private Wish wish = Wish.NONE;
    /** The release that is wanted; 0 until a look has shown one. */
    private long meant;

    /** What is wanted. */
    enum Wish {
        /** Nothing beyond what the settings say. */ NONE,
        /** The release that the channel offers at the next look. */ FORWARD,
        /** The release before the one that runs. */ BACKWARD
    }

    /** @return what the next look shows */
    synchronized CompletableFuture<String> ask() {
        return next;
    }

    /** The look that is under way has shown this. */
    synchronized void answered(String words) {
        now.complete(words);
    }

    synchronized void failed(Exception failure) {
        now.completeExceptionally(failure);
    }

    /** @return what the look shows that takes it up */
    synchronized CompletableFuture<String> want(Wish wanted) {
        wish = wanted;
        meant = 0;
        return next;
    }

    /** @return whether the release before is wanted, and nobody has taken that up */
    synchronized boolean backward() {
        return wish == Wish.BACKWARD;
    }

    /** A look begins. @return the last wish, which is forgotten */
    synchronized Wish take() {
        now = next;
        next = new CompletableFuture<>();
        Wish taken = wish;
        wish = Wish.NONE;
        return taken;
    }

    /** @return whether a wish that was taken means this release, and not one that was offered before it */
    synchronized boolean means(Wish taken, long offered) {
        if (taken != Wish.FORWARD) {
            return false;
        }
        meant = meant == 0 ? offered : meant;
        return meant == offered;
    }

    /** It did not come true, and is wanted still if nothing else is. */
    synchronized void giveBack(Wish taken) {
        wish = wish == Wish.NONE ? taken : wish;
    }
}
