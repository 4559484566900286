package throng.gpu.publish.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import throng.actors.counts.AlertEvent;
import throng.gpu.publish.AlertText;
import throng.gpu.publish.Notifications.Channel;
import throng.gpu.publish.delivery.Answer;
import throng.gpu.publish.delivery.Delivery;
import throng.gpu.publish.delivery.Sender;
import throng.gpu.publish.mail.MailSettings.Encryption;
import throng.streams.log.Printable;
import throng.streams.log.Reason;
import throng.streams.settings.HostAndPort;

/** Sends messages to some people by mail: the first line is the subject. */
public final class MailSender implements Sender {
  private final HostAndPort server;
  private final MailSettings settings;
  private final String name;
  private final List<String> to;
  private final Executor thread;
  private final InstantSource utc;

  /**
   * Nothing is sent yet.
   *
   * @param thread which may wait for the server
   */
  public MailSender(
      HostAndPort server, MailSettings settings, String name, Executor thread, InstantSource utc) {
    this.server = server;
    this.settings = settings;
    this.name = name;
    this.to = settings.targets().getOrDefault(name, List.of());
    this.thread = thread;
    this.utc = utc;
  }

  @Override
  public Channel channel() {
    return Channel.MAIL;
  }

  @Override
  public String name() {
    return name;
  }

  // A server of mail never says that nothing is wanted any more.
  @Override
  public String place() {
    return name;
  }

  @Override
  public String body(AlertEvent event) {
    String what = event.kind() == AlertEvent.Kind.FIRING ? "begins" : "ends";
    return """
    Throng: alert %s %s at %s
    %s

    When: %s (UTC)
    Severity: %s
    """
        .formatted(
            event.alert(),
            what,
            event.where(),
            event.sentence(),
            AlertText.time(event),
            event.severity().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public CompletionStage<Answer> send(Delivery delivery) {
    return CompletableFuture.supplyAsync(() -> attempt(delivery), thread);
  }

  private Answer attempt(Delivery delivery) {
    try {
      if (settings.user().isEmpty()) {
        Transport.send(message(delivery));
      } else {
        Transport.send(message(delivery), settings.user(), settings.password().orElse(""));
      }
      return Answer.delivered();
    } catch (MessagingException | RuntimeException e) {
      return Answer.failed("mail server " + server + ": " + Reason.of(Reason.root(e)));
    }
  }

  private MimeMessage message(Delivery delivery) throws MessagingException {
    MimeMessage message = new MimeMessage(Session.getInstance(properties()));
    message.setFrom(new InternetAddress(settings.from()));
    for (String receiver : to) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(receiver));
    }
    String[] parts = delivery.body().split("\n", 2);
    String charset = StandardCharsets.UTF_8.name();
    message.setSubject(Printable.line(parts[0]), charset);
    message.setText(parts.length > 1 ? parts[1] : "", charset);
    message.setSentDate(Date.from(utc.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private Properties properties() {
    String millis = Long.toString(settings.timeOut().toMillis());
    Properties properties = new Properties();
    properties.put("mail.smtp.host", server.host());
    properties.put("mail.smtp.port", Integer.toString(server.port()));
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    boolean isStart = settings.encryption() == Encryption.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(isStart));
    properties.put("mail.smtp.starttls.required", Boolean.toString(isStart));
    properties.put(
        "mail.smtp.ssl.enable", Boolean.toString(settings.encryption() == Encryption.TLS));
    return properties;
  }
}
