/**
 * What the names do while no replica serves, such as in the minutes in which the only replica of a group has been promoted and the old primary is rebuilt.
 */
export enum WhenNoReplica {
  /**
   * The names lead to the primary, as ElastiCache's own reader endpoint does.
   *
   * @see https://repost.aws/questions/QU0kbW0vJPT1SiKN-wv6a3WA
   */
  PRIMARY = 'PRIMARY',

  /**
   * The names stay where they are, even on a node that is down or has become the primary.
   */
  KEEP = 'KEEP',
}
