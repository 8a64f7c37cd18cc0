/**
 * What a subscribed function is given: the notification, in a list of one.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export function lambdaEvent(subscriptionArn: string, envelope: string) {
  const { SigningCertURL: SigningCertUrl, UnsubscribeURL: UnsubscribeUrl, ...notification } = JSON.parse(envelope) as Record<string, unknown>;
  return {
    Records: [{
      EventVersion: '1.0',
      EventSubscriptionArn: subscriptionArn,
      EventSource: 'aws:sns',
      Sns: { ...notification, SigningCertUrl, UnsubscribeUrl, Subject: null, MessageAttributes: {} },
    }],
  };
}
