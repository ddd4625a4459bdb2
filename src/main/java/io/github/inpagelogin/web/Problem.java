package io.github.inpagelogin.web;

import io.github.inpagelogin.oauth.OAuthFailure;
import java.util.Locale;

/** Everything that can be wrong, as a person is told: what happened, who can mend it, and what to do next. */
public enum Problem {
    CANCELLED(
            403,
            "Sign-in was cancelled",
            "RingCentral did not give this site access to your account.",
            "You can.",
            "Log in again and choose to allow access, or close this page if you changed your mind.",
            Way.LOGIN),
    SIGN_IN_AGAIN(
            400,
            "Please log in again",
            "This sign-in has expired or was already used.",
            "You can.",
            "Log in again. It takes one click if you are still signed in at RingCentral.",
            Way.LOGIN),
    ACCOUNT(
            403,
            "RingCentral does not let this account sign in",
            "Your RingCentral account or extension is locked, disabled or not allowed to use this site.",
            "The administrator of your RingCentral account can.",
            "Ask your administrator and quote the code below. Then log in again.",
            Way.LOGIN),
    BUSY(
            503,
            "RingCentral is busy",
            "RingCentral has a problem of its own, or too many requests came at once.",
            "Nobody has to: it passes by itself.",
            "Wait a moment, then try again.",
            Way.LOGIN),
    NO_ANSWER(
            504,
            "RingCentral is not answering",
            "This site asked RingCentral and got no answer in time.",
            "Nobody has to, if it passes. If it stays, the people who run this site can look at their connection.",
            "Wait a moment, then try again.",
            Way.LOGIN),
    AWAY(
            503,
            "RingCentral is not answering at present",
            "This site gets no answer from RingCentral at the moment, and does not let you wait for one.",
            "Nobody has to, if it passes. If it stays, the people who run this site can look at their connection.",
            "Wait a moment, then try again. Whoever is signed in already can go on.",
            Way.LOGIN),
    UNREADABLE(
            502,
            "RingCentral answered something this site does not understand",
            "RingCentral's answer was incomplete or damaged.",
            "If it stays, the people who run this site can find the cause in their log.",
            "Try again. If it happens twice, tell the people who run this site.",
            Way.LOGIN),
    NO_WIDGET(
            502,
            "The phone cannot be loaded",
            "This site asked for a part of the phone and got nothing it can use.",
            "If it stays, the people who run this site can find the cause in their log.",
            "Wait a moment, then load the page again.",
            Way.HOME),
    WIDGET_NOT_KEPT(
            500,
            "This site has no place for the phone's files",
            "This site fetched a part of the phone and could not write it to its disk.",
            "The people who run this site can: the disk is full, or its folder for these files cannot be written to.",
            "Tell them, and quote the request id below.",
            Way.HOME),
    WIDGET_BUSY(
            503,
            "The phone is being loaded by many",
            "This site is fetching as many parts of the phone as it can at once.",
            "Nobody has to: it passes by itself.",
            "Wait a moment, then load the page again.",
            Way.HOME),
    WIDGET_NO_ANSWER(
            504,
            "The phone does not arrive",
            "This site asked for a part of the phone and got no answer in time.",
            "Nobody has to, if it passes. If it stays, the people who run this site can look at their connection.",
            "Wait a moment, then load the page again.",
            Way.HOME),
    REGISTRATION(
            500,
            "This site is not set up correctly for RingCentral",
            "RingCentral refused the way this site asked. Trying again will not help.",
            "The people who run this site can: their settings and their app's registration at RingCentral do not match.",
            "Tell them, and quote the code and the request id below.",
            Way.HOME),
    PERMISSION(
            403,
            "A permission is missing at RingCentral",
            "RingCentral keeps this from this site, or from you.",
            "The people who run this site, or the administrator of your RingCentral account.",
            "Tell them, and quote the code below.",
            Way.HOME),
    NOT_THERE(
            404,
            "RingCentral does not have this",
            "What this site asked RingCentral for is not there, or not any more.",
            "Nobody can bring back what was deleted. If it should be there, tell the people who run this site.",
            "Start again from the front page.",
            Way.HOME),
    NOT_OURS(
            400,
            "This sign-in cannot be completed",
            "The address you came back with was not made by this site, or it was changed on the way.",
            "You can.",
            "Start from this site and log in there.",
            Way.LOGIN),
    COOKIES(
            400,
            "Your browser did not keep the sign-in cookie",
            "To protect you, a sign-in can only be finished in the browser that began it, and this one does not say so.",
            "You can.",
            "Allow cookies for this site, leave this page open in one browser only, and log in again.",
            Way.LOGIN),
    SOMEBODY_ELSE(
            409,
            "Somebody else is signed in",
            "This page was made for a person who is not signed in any more.",
            "You can.",
            "Load the page again.",
            Way.HOME),
    NOT_SIGNED_IN(
            401,
            "You are not signed in",
            "This needs a person who is signed in.",
            "You can.",
            "Log in first.",
            Way.LOGIN),
    CROSS_SITE(
            403,
            "This was asked by another site",
            "A page of another site tried to do something in your name here. Nothing was done.",
            "You can.",
            "If you meant it, do it from this site's own page.",
            Way.HOME),
    WRONG_ADDRESS(
            421,
            "This site does not know its own address",
            "It was opened by an address that it is not set up for.",
            "The people who run this site can: the setting app.base-url is missing.",
            "Tell them which address you used.",
            Way.NONE),
    BAD_REQUEST(
            400,
            "This request is not understood",
            "The address or what was sent with it is not well formed.",
            "You can.",
            "Start again from the front page.",
            Way.HOME),
    NOT_FOUND(
            404,
            "There is no such page",
            "Nothing lives at this address.",
            "You can.",
            "Check the address, or start from the front page.",
            Way.HOME),
    METHOD(
            405,
            "This cannot be done that way",
            "The address is right, but it does not take this kind of request.",
            "You can.",
            "Start again from the front page.",
            Way.HOME),
    TOO_LARGE(
            413,
            "This is too large",
            "What was sent is larger than this site passes on to RingCentral.",
            "You can.",
            "Send something smaller.",
            Way.HOME),
    TOO_MANY(
            429,
            "Too many requests at once",
            "As many requests as this site takes at once are under way for you already.",
            "Nobody has to: it passes by itself.",
            "Wait a moment, then try again.",
            Way.HOME),
    BROKEN(
            500,
            "Something went wrong here",
            "This site made a mistake.",
            "The people who run this site can find the cause in their log.",
            "Try again. If it happens twice, tell them and quote the request id below.",
            Way.HOME);

    /** The one link that an error page offers. */
    enum Way {
        LOGIN,
        HOME,
        NONE
    }

    private final int status;
    private final String title;
    private final String explanation;
    private final String whoCanFix;
    private final String nextStep;
    private final Way way;

    Problem(int status, String title, String explanation, String whoCanFix, String nextStep, Way way) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
        this.whoCanFix = whoCanFix;
        this.nextStep = nextStep;
        this.way = way;
    }

    /** The problem that {@code failure} is for the person who meets it. */
    public static Problem of(OAuthFailure failure) {
        return switch (failure.reason()) {
            case DENIED -> CANCELLED;
            case SIGN_IN_AGAIN -> SIGN_IN_AGAIN;
            case ACCOUNT -> ACCOUNT;
            case TRY_LATER -> BUSY;
            case NO_ANSWER -> failure.retryAfter().isPresent() ? AWAY : NO_ANSWER;
            case UNREADABLE -> UNREADABLE;
            case OUR_FAULT -> REGISTRATION;
            case PERMISSION -> PERMISSION;
            case NOT_FOUND -> NOT_THERE;
        };
    }

    /** The problem that a container reports by {@code status} alone. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 401, 403, 404, 410 -> NOT_FOUND;
            case 405, 501 -> METHOD;
            case 502 -> UNREADABLE;
            default -> status >= 400 && status < 500 ? BAD_REQUEST : BROKEN;
        };
    }

    /** The problem in a word, for scripts and logs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int status() {
        return status;
    }

    String title() {
        return title;
    }

    String explanation() {
        return explanation;
    }

    String whoCanFix() {
        return whoCanFix;
    }

    String nextStep() {
        return nextStep;
    }

    Way way() {
        return way;
    }
}
